package org.srl4j.eval.cli.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.cli.part.ModelOptions;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.models.chat.ConversationJson;
import org.srl4j.models.tokenizer.Tokenizers;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl tokenize}: a text as token ids, or ids as text. */
@Command(
    name = "tokenize",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Turns a text into the token ids of a model, or back. Only the tokenizer's files are read. A"
          + " text gets the beginning-of-sequence id that its tokenizer puts before texts, and the end id"
          + " if it puts one after; a conversation has what its chat template writes."
    },
    footer = {
      "",
      "Examples: srl tokenize --model DIR --text 'hello world' --json",
      "          echo 31373 995 | srl tokenize --model DIR --decode"
    })
public final class TokenizeCommand implements Callable<Integer> {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Mixin private ModelOptions model;

  @ArgGroup private Input input = new Input();

  @Mixin private ChatOptions chat;

  @Option(
      names = "--decode",
      description = "The input is token ids, with blanks or commas between.")
  private boolean decode;

  @Option(
      names = "--plain",
      description =
          "Take the names of special tokens in the text for ordinary characters (default: for the"
              + " tokens).")
  private boolean plain;

  @Option(
      names = "--no-special-tokens",
      description =
          "Add no token before or after a text; with --decode, leave special tokens out of it"
              + " (default: they stand by their names).")
  private boolean noSpecial;

  @Option(
      names = "--json",
      description = "One JSON object: text (as it was tokenized, or as decoded) and ids.")
  private boolean json;

  /** What is tokenized; standard input without. */
  private static final class Input {
    @Option(
        names = "--text",
        paramLabel = "TEXT",
        description =
            "The input; \\n, \\t and \\\\ are escapes (default: standard input as it is, UTF-8).")
    private String text;

    @Option(
        names = "--messages",
        paramLabel = "FILE",
        description =
            "A conversation for the chat template, as JSON: {\"messages\": [{\"role\", \"content\","
                + " ...}], \"tools\": [...], \"add_generation_prompt\": true}; other fields are"
                + " variables of the template, as --chat-kwarg.")
    private Path messages;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = model.tokenizerFolder();
    Tokenizer tokenizer = Tokenizers.load(folder);
    int[] ids;
    String text;
    if (decode) {
      chat.requireNoText("what is decoded has no messages");
      chat.requireChat();
      ids = ids(read());
      int[] shown =
          Arrays.stream(ids).filter(id -> !noSpecial || !tokenizer.isSpecial(id)).toArray();
      text = tokenizer.decodeAll(shown);
    } else {
      text = input.messages == null ? chat.text(folder, read()) : conversation(folder);
      int[] bare = plain ? tokenizer.encodePlain(text) : tokenizer.encode(text);
      boolean rendered = input.messages != null || chat.isOn();
      ids = noSpecial || rendered ? bare : ModelOptions.alone(tokenizer, bare);
    }
    print(text, ids);
    return 0;
  }

  private String read() throws IOException {
    return input.text != null
        ? GenerateCommand.unescape(input.text)
        : new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private String conversation(Path folder) throws IOException {
    var root = MAPPER.readTree(input.messages.toFile());
    chat.requireNoText("the conversation of --messages has its own messages");
    return chat.template(folder)
        .render(ConversationJson.read(root), ConversationJson.asksForAnswer(root));
  }

  private static int[] ids(String text) {
    String[] words = text.strip().split("[\\s,]+");
    int[] ids = new int[text.isBlank() ? 0 : words.length];
    for (int i = 0; i < ids.length; i++) {
      try {
        ids[i] = Integer.parseInt(words[i]);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "--decode: the input must be whole numbers, got '" + words[i] + "'", e);
      }
    }
    return ids;
  }

  private void print(String text, int[] ids) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode row = MAPPER.createObjectNode().put("text", text);
      Arrays.stream(ids).forEach(row.putArray("ids")::add);
      out.println(row);
    } else if (decode) {
      out.println(text);
    } else {
      out.println(Arrays.stream(ids).mapToObj(Integer::toString).collect(Collectors.joining(" ")));
    }
  }
}
