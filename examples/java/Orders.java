import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** What an order does: reserve, price in a pool, render, and an audit record for a thread of its own. */
final class Orders {
  private record Audit(Context context) {}

  private final Tracer tracer = Shop.tracer();
  private final ExecutorService known = Executors.newFixedThreadPool(16);
  private final Executor own = new OwnExecutor(16);
  private final BlockingQueue<Audit> audits = new LinkedBlockingQueue<>();

  Orders() {
    Thread thread = new Thread(this::auditLoop);
    thread.setDaemon(true);
    thread.start();
  }

  void place() throws Exception {
    reserve();
    price();
    render();
    audits.add(new Audit(Context.current()));
  }

  private void reserve() throws Exception {
    Span span = tracer.spanBuilder("reserve").startSpan();
    try (Scope scope = span.makeCurrent()) {
      Shop.get(System.getenv("STOCK_URL"));
      // Wrong: a return before end(); the span is never exported and its children name it.
      if (Shop.isBroken("span-never-ended")) return;
    }
    span.end();
  }

  private void price() {
    Runnable job = () -> step("price item", 3);
    // Wrong: the agent does not know this executor; Context.current().wrap(job) would carry it.
    if (Shop.isBroken("own-executor-without-context")) {
      CompletableFuture.allOf(CompletableFuture.runAsync(job, own), CompletableFuture.runAsync(job, own)).join();
    } else {
      CompletableFuture.allOf(CompletableFuture.runAsync(job, known), CompletableFuture.runAsync(job, known)).join();
    }
  }

  private void render() {
    // Wrong: setNoParent() on work that belongs to the request.
    if (Shop.isBroken("no-parent-set")) {
      Span span = tracer.spanBuilder("render invoice").setNoParent().startSpan();
      Shop.sleep(2);
      span.end();
    } else {
      step("render invoice", 2);
    }
  }

  private void step(String name, int millis) {
    Span span = tracer.spanBuilder(name).startSpan();
    try (Scope scope = span.makeCurrent()) {
      Shop.sleep(millis);
    } finally {
      span.end();
    }
  }

  private void auditLoop() {
    while (true) {
      try {
        Audit audit = audits.take();
        if (Shop.isBroken("queue-job-without-context")) {
          // Wrong: the job holds the context and nobody makes it current in this thread.
          step("write audit", 1);
        } else if (Shop.isBroken("scope-never-closed")) {
          // Wrong: makeCurrent() outside of try-with-resources; what this thread does next belongs to the last job's trace.
          audit.context().makeCurrent();
          step("write audit", 1);
        } else {
          try (Scope scope = audit.context().makeCurrent()) {
            step("write audit", 1);
          }
        }
        Shop.sleep(2);
        step("compact audit log", 1);
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }
}
