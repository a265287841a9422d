package org.srl4j.models.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.models.chat.jinja.JinjaTemplate;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFiles;

/**
 * The chat template of a model's folder, rendered as transformers' {@code apply_chat_template} does
 * before it tokenizes. Where a template asks for the date, it finds no {@code strftime_now} and
 * falls back to the date it names itself, so that the same conversation always gives the same text.
 * Immutable and thread-safe.
 */
public final class ChatTemplate {
  private static final String FIELD = "chat_template";
  private static final String JINJA_FILE = "chat_template.jinja";
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

  private final Map<String, JinjaTemplate> templates;
  private final Map<String, String> specialTokens;

  private ChatTemplate(Map<String, JinjaTemplate> templates, Map<String, String> specialTokens) {
    this.templates = templates;
    this.specialTokens = specialTokens;
  }

  /**
   * A template by itself.
   *
   * @param template in Jinja
   * @param specialTokens what it may use, e.g. {@code bos_token}
   * @throws IllegalArgumentException if it is malformed; names the line
   */
  public static ChatTemplate of(String template, Map<String, String> specialTokens) {
    return new ChatTemplate(Map.of(DEFAULT, JinjaTemplate.of(template)), Map.copyOf(specialTokens));
  }

  /**
   * Reads {@code chat_template.jinja}, else {@code chat_template.json}, else the field {@code
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
    Path file = folder.resolve(JINJA_FILE);
    if (Files.isRegularFile(file)) {
      return new ChatTemplate(Map.of(DEFAULT, template(file, text(file))), tokens);
    }
    JsonNode own = json(folder.resolve(JSON_FILE)).path(FIELD);
    Path source = own.isMissingNode() ? configFile : folder.resolve(JSON_FILE);
    JsonNode found = own.isMissingNode() ? config.path(FIELD) : own;
    return new ChatTemplate(named(source, found), tokens);
  }

  /**
   * Whether {@link #load} finds a template in a folder.
   *
   * @throws IOException if a file cannot be read
   */
  public static boolean isIn(Path folder) throws IOException {
    return Files.isRegularFile(folder.resolve(JINJA_FILE))
        || json(folder.resolve(JSON_FILE)).has(FIELD)
        || json(folder.resolve(CheckpointFolder.TOKENIZER_CONFIG)).hasNonNull(FIELD);
  }

  private static Map<String, JinjaTemplate> named(Path file, JsonNode found)
      throws CheckpointFormatException {
    Map<String, JinjaTemplate> templates = new LinkedHashMap<>();
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

  private static JinjaTemplate template(Path file, String text) throws CheckpointFormatException {
    try {
      return JinjaTemplate.of(text);
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
   * The conversation as text, with its special tokens written out.
   *
   * @param generationPrompt whether the text ends where the assistant starts to speak
   * @throws IllegalArgumentException if the template refuses the conversation (its own message) or
   *     costs too much to render
   */
  public String render(Conversation conversation, boolean generationPrompt) {
    Map<String, Object> variables = new HashMap<>(specialTokens);
    variables.put(
        "messages", conversation.messages().stream().<Object>map(ChatMessage::fields).toList());
    variables.put("tools", conversation.tools().isEmpty() ? null : conversation.tools());
    variables.put("documents", null);
    variables.put("add_generation_prompt", generationPrompt);
    JinjaTemplate withTools = templates.get(WITH_TOOLS);
    boolean forTools = !conversation.tools().isEmpty() && withTools != null;
    try {
      return (forTools ? withTools : templates.get(DEFAULT)).render(variables);
    } catch (TemplateException e) {
      throw new IllegalArgumentException(FIELD + ": " + e.getMessage(), e);
    }
  }
}
