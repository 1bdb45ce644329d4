/** The words of reports: English ones come with the report itself. */
import type { LaterWords } from "../../messages/later-words.ts";
import type { DiagnosisWords } from "../localise-report.ts";

/** undefined in English: nothing is to be said again. */
export const DIAGNOSIS_WORDS: LaterWords<{ readonly words: DiagnosisWords | undefined }> = {
  name: "diagnosis",
  en: { words: undefined },
  others: { "zh-CN": async () => ({ words: (await import("./diagnosis-zh-cn.ts")).diagnosisWords }) },
};
