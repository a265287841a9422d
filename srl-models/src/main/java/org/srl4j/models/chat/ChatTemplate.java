package org.srl4j.models.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.srl4j.models.chat.jinja.JinjaTemplate;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFiles;

/**
 * The chat template of a model's folder, rendered as transformers' {@code apply_chat_template} does
 * before it tokenizes. A template that asks for the date gets that of {@link ChatSettings}, which
 * by default is today; whoever keeps a run must keep that date with it. Immutable and thread-safe.
 */
public final class ChatTemplate {
  private static final String FIELD = "chat_template";

  /** The file that a folder has its template in, as transformers writes it. */
  public static final String FILE = "chat_template.jinja";

  private static final String DATE = "date ";
  private static final Pattern DATED = Pattern.compile("(?:chat, )?date ([^ ,]+)");
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String JINJA = ".jinja";
  private static final String ADDITIONAL_FOLDER = "additional_chat_templates";
  private static final String JSON_FILE = "chat_template.json";
  private static final String TOKENS_FILE = "special_tokens_map.json";
  private static final String DEFAULT = "default";
  private static final String WITH_TOOLS = "tool_use";
  private static final long MAX_BYTES = 16L << 20;
  private static final List<String> SPECIAL_TOKENS =
      List.of(
          "bos_token",
          "eos_token",
          "pad_token",
          "unk_token",
          "sep_token",
          "cls_token",
          "mask_token");

  private final Map<String, Named> templates;
  private final Map<String, String> specialTokens;
  private final ChatSettings settings;

  private ChatTemplate(
      Map<String, Named> templates, Map<String, String> specialTokens, ChatSettings settings) {
    this.templates = templates;
    this.specialTokens = specialTokens;
    this.settings = settings;
  }

  /** A template, and its text. */
  private record Named(String text, JinjaTemplate template) {
    static Named of(String text) {
      return new Named(text, JinjaTemplate.of(text));
    }
  }

  /**
   * A template by itself.
   *
   * @param template in Jinja
   * @param specialTokens what it may use, e.g. {@code bos_token}
   * @throws IllegalArgumentException if it is malformed; names the line
   */
  public static ChatTemplate of(String template, Map<String, String> specialTokens) {
    return new ChatTemplate(
        Map.of(DEFAULT, Named.of(template)), Map.copyOf(specialTokens), ChatSettings.today());
  }

  /** The same template with other settings. */
  public ChatTemplate with(ChatSettings other) {
    return new ChatTemplate(templates, specialTokens, other);
  }

  /** Whether it may ask for the date. */
  public boolean asksForDate() {
    return names("strftime_now");
  }

  /**
   * Date, if it may ask for one, and variables in one line, for records of a run; empty if there
   * are none.
   */
  public String described() {
    List<String> all = new ArrayList<>();
    if (asksForDate()) {
      all.add(DATE + settings.dateText());
    }
    new TreeMap<>(settings.variables())
        .forEach((name, value) -> all.add(name + "=" + MAPPER.valueToTree(value)));
    return String.join(", ", all);
  }

  /** The date in what {@link #described} gave, by itself or after the word chat. */
  public static Optional<LocalDateTime> describedDate(String text) {
    Matcher date = DATED.matcher(text);
    return date.lookingAt() ? Optional.of(ChatSettings.date(date.group(1))) : Optional.empty();
  }

  /** Whether a variable's name is anywhere in it. */
  public boolean names(String variable) {
    Pattern word = Pattern.compile("(?<!\\w)" + Pattern.quote(variable) + "(?!\\w)");
    return templates.values().stream().anyMatch(named -> word.matcher(named.text).find());
  }

  /**
   * Reads {@code chat_template.jinja} with the named ones of the folder {@code
   * additional_chat_templates}, else {@code chat_template.json}, else the field {@code
   * chat_template} of {@code tokenizer_config.json}: a template, or several with names, of which
   * {@code tool_use} is for conversations with tools and {@code default} for the others.
   *
   * @param folder a model's folder
   * @throws CheckpointFormatException if there is none or it is malformed; names file and field
   * @throws IOException if a file cannot be read
   */
  public static ChatTemplate load(Path folder) throws IOException {
    Path configFile = folder.resolve(CheckpointFolder.TOKENIZER_CONFIG);
    JsonNode config = json(configFile);
    Map<String, String> tokens = new HashMap<>();
    addSpecialTokens(json(folder.resolve(TOKENS_FILE)), tokens);
    addSpecialTokens(config, tokens);
    Path file = folder.resolve(FILE);
    if (Files.isRegularFile(file)) {
      Map<String, Named> all = new LinkedHashMap<>(additional(folder));
      all.put(DEFAULT, template(file, text(file)));
      return new ChatTemplate(all, tokens, ChatSettings.today());
    }
    JsonNode own = json(folder.resolve(JSON_FILE)).path(FIELD);
    Path source = own.isMissingNode() ? configFile : folder.resolve(JSON_FILE);
    JsonNode found = own.isMissingNode() ? config.path(FIELD) : own;
    return new ChatTemplate(named(source, found), tokens, ChatSettings.today());
  }

  private static Map<String, Named> additional(Path folder) throws IOException {
    Path named = folder.resolve(ADDITIONAL_FOLDER);
    if (!Files.isDirectory(named)) {
      return Map.of();
    }
    Map<String, Named> all = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(named)) {
      for (Path file : files.filter(one -> one.toString().endsWith(JINJA)).sorted().toList()) {
        String name = file.getFileName().toString();
        all.put(name.substring(0, name.length() - JINJA.length()), template(file, text(file)));
      }
    }
    return all;
  }

  /**
   * Whether {@link #load} finds a template in a folder.
   *
   * @throws IOException if a file cannot be read
   */
  public static boolean isIn(Path folder) throws IOException {
    return Files.isRegularFile(folder.resolve(FILE))
        || json(folder.resolve(JSON_FILE)).has(FIELD)
        || json(folder.resolve(CheckpointFolder.TOKENIZER_CONFIG)).hasNonNull(FIELD);
  }

  private static Map<String, Named> named(Path file, JsonNode found)
      throws CheckpointFormatException {
    Map<String, Named> templates = new LinkedHashMap<>();
    if (found.isTextual()) {
      templates.put(DEFAULT, template(file, found.textValue()));
    }
    for (JsonNode one : found.isArray() ? found : List.<JsonNode>of()) {
      templates.put(one.path("name").asText(), template(file, one.path("template").asText()));
    }
    if (!templates.containsKey(DEFAULT)) {
      throw new CheckpointFormatException(
          file,
          FIELD
              + ": must be a template, or a list with one named default; the model has none, so"
              + " write its prompts out instead of using the chat form");
    }
    return templates;
  }

  private static Named template(Path file, String text) throws CheckpointFormatException {
    try {
      return Named.of(text);
    } catch (TemplateException e) {
      throw new CheckpointFormatException(file, FIELD + ": " + e.getMessage(), e);
    }
  }

  private static JsonNode json(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return MissingNode.getInstance();
    }
    requireSmall(file);
    return JsonFiles.read(file, JsonNode.class);
  }

  private static String text(Path file) throws IOException {
    requireSmall(file);
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new CheckpointFormatException(file, "must be UTF-8 text", e);
    }
  }

  private static void requireSmall(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new CheckpointFormatException(
          file, "must have at most " + MAX_BYTES + " bytes, got " + Files.size(file));
    }
  }

  private static void addSpecialTokens(JsonNode config, Map<String, String> tokens) {
    for (String name : SPECIAL_TOKENS) {
      JsonNode token = config.path(name);
      String text = token.isObject() ? token.path("content").textValue() : token.textValue();
      if (text != null) {
        tokens.put(name, text);
      }
    }
  }

  /**
   * The conversation as text, with its special tokens written out. Variables of the settings win
   * over those of the conversation, and these over special tokens.
   *
   * @param generationPrompt whether the text ends where the assistant starts to speak
   * @throws IllegalArgumentException if the template refuses the conversation (its own message) or
   *     costs too much to render
   */
  public String render(Conversation conversation, boolean generationPrompt) {
    Map<String, Object> variables = new HashMap<>(specialTokens);
    variables.put(Conversation.TOOLS, null);
    variables.put(Conversation.DOCUMENTS, null);
    variables.putAll(conversation.variables());
    variables.putAll(settings.variables());
    variables.put(
        "messages", conversation.messages().stream().<Object>map(ChatMessage::fields).toList());
    variables.put("add_generation_prompt", generationPrompt);
    boolean tools = variables.get(Conversation.TOOLS) != null;
    Named chosen = templates.get(tools && templates.containsKey(WITH_TOOLS) ? WITH_TOOLS : DEFAULT);
    try {
      return chosen.template.render(variables, settings.date());
    } catch (TemplateException e) {
      throw new IllegalArgumentException(FIELD + ": " + e.getMessage(), e);
    }
  }
}
