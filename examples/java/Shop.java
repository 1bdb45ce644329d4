import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;

/** One service of the shop, by its first argument: web asks orders and stock, orders asks stock. */
final class Shop {
  private interface Work {
    void run() throws Exception;
  }

  private static final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public static void main(String[] args) throws Exception {
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(args[1]));
    HttpServer server = HttpServer.create(address, 200);
    server.setExecutor(Executors.newFixedThreadPool(120));
    switch (args[0]) {
      case "web" -> {
        route(server, "/checkout", () -> get(System.getenv("ORDERS_URL")));
        route(server, "/products", () -> get(System.getenv("STOCK_URL")));
      }
      case "orders" -> route(server, "/orders", new Orders()::place);
      case "stock" -> route(server, "/stock", Shop::count);
      default -> throw new IllegalArgumentException(args[0]);
    }
    server.start();
  }

  private static void route(HttpServer server, String path, Work work) {
    server.createContext(path, exchange -> {
      int status = 200;
      try {
        work.run();
      } catch (Exception failed) {
        failed.printStackTrace();
        status = 500;
      }
      exchange.sendResponseHeaders(status, 2);
      exchange.getResponseBody().write("ok".getBytes());
      exchange.close();
    });
  }

  private static void count() {
    Span span = tracer().spanBuilder("count stock").startSpan();
    try (Scope scope = span.makeCurrent()) {
      sleep(4);
    } finally {
      span.end();
    }
  }

  static void get(String url) throws Exception {
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) throw new IllegalStateException(url + " answered " + answer.statusCode());
  }

  static Tracer tracer() {
    return GlobalOpenTelemetry.getTracer("shop");
  }

  static boolean isBroken(String fault) {
    return fault.equals(System.getenv("SHOP_FAULT"));
  }

  static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
