package org.srl4j.eval.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Serves one file on this machine, and can break off, know no ranges or refuse. */
public final class FileServer implements AutoCloseable {
  private final HttpServer server;
  private final List<String> requests = new ArrayList<>();

  /** The file. */
  public byte[] content;

  /** Its entity tag; null = none. */
  public String tag = "\"one\"";

  /** Answers that break off, each after so many bytes of the body. */
  public final List<Integer> breaks = new ArrayList<>();

  /** Whether ranges are known. */
  public boolean ranges = true;

  /** Sent instead of the file unless 0. */
  public int status;

  /** Starts on any free port. */
  public FileServer(byte[] content) throws IOException {
    this.content = content;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** The file's address. */
  public URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/file.jsonl");
  }

  /** The ranges asked for, "all" for none. */
  public List<String> requests() {
    return requests;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(range == null ? "all" : range);
    if (status != 0) {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
      return;
    }
    if (tag != null) {
      exchange.getResponseHeaders().set("ETag", tag);
    }
    int from = 0;
    boolean same = tag != null && tag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
    if (range != null && ranges && same) {
      from = Integer.parseInt(range.replaceAll("\\D", ""));
      if (from >= content.length) {
        exchange.sendResponseHeaders(416, -1);
        exchange.close();
        return;
      }
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    }
    byte[] body = Arrays.copyOfRange(content, from, content.length);
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, body.length);
    if (breaks.isEmpty()) {
      exchange.getResponseBody().write(body);
    } else {
      exchange.getResponseBody().write(body, 0, Math.min(body.length, breaks.remove(0)));
      exchange.getResponseBody().flush();
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
