/** 诊断结果的中文，按需加载。 */
import type { DiagnosisWords } from "../localise-report.ts";
import { remedies, verifications } from "./remedies-zh-cn.ts";
import { sentences } from "./sentences-zh-cn.ts";

export const diagnosisWords: DiagnosisWords = {
  sentences,
  remedies,
  verifications,
  caller: "调用方",
  callee: "被调用方",
};
