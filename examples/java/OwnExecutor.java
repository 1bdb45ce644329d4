import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/** An Executor written by hand: the agent knows java.util.concurrent's, not this one. */
final class OwnExecutor implements Executor {
  private final BlockingQueue<Runnable> jobs = new LinkedBlockingQueue<>();

  OwnExecutor(int threads) {
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(this::work);
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public void execute(Runnable job) {
    jobs.add(job);
  }

  private void work() {
    while (true) {
      try {
        jobs.take().run();
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException failed) {
        failed.printStackTrace();
      }
    }
  }
}
