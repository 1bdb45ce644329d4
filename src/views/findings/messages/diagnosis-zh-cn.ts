/** 诊断结果的中文，按需加载。 */
import { remedyFor } from "../../../remedies/remedy-for.ts";
import type { DiagnosisWords } from "../localise-report.ts";
import { sentences } from "./sentences-zh-cn.ts";

export const diagnosisWords: DiagnosisWords = {
  sentences,
  remedyFor: (facts) => remedyFor(facts, "zh-CN"),
};
