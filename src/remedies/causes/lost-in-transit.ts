import type { CauseRemedies } from "../remedy.ts";

/** Spans were made and sent, and lost before they reached the store. */
export const lostInTransit: CauseRemedies = {
  verify: {
    en: "The counters of dropped and refused spans must stay at zero for the time of a test.",
    zh: "在一次测试期间，丢弃与拒绝的 span 计数必须保持为零。",
  },
  languages: {
    generic: [
      {
        id: "any",
        text: {
          en: "Spans of {service} were lost between its exporter and the store: a full queue, a refused batch, a collector short of memory. Look at the counters; then make queue and batches larger, or sample whole traces.",
          zh: "{service} 的 span 在其 exporter 与存储之间丢失：队列已满、批次被拒，或 collector 内存不足。请查看计数器，然后加大队列和批次，或按整条调用链采样。",
        },
        code: "# collector\notelcol_receiver_refused_spans_total\notelcol_exporter_enqueue_failed_spans_total\notelcol_exporter_send_failed_spans_total\n# SDK\nOTEL_BSP_MAX_QUEUE_SIZE=8192\nOTEL_BSP_MAX_EXPORT_BATCH_SIZE=1024",
      },
    ],
  },
};
