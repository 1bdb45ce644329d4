/** The other end of diagnosis-elsewhere.ts: takes a data set part by part, then answers. */
import { DataSetAssembler, type DataSetPart } from "./data-set-parts.ts";
import { diagnosisHere } from "./diagnosis.ts";
import { type Endpoint, serveCalls } from "./rpc.ts";

export function serveDiagnosis(endpoint: Endpoint): void {
  const assembler = new DataSetAssembler();
  serveCalls(endpoint, async (method, [part], call) => {
    if (method === "take") return assembler.take(part as DataSetPart);
    if (method === "report") return diagnosisHere.report(assembler.finish(), call);
    if (method === "bridges") return diagnosisHere.bridges(assembler.finish(), call);
    throw new Error(`the diagnosis has no method ${method}`);
  });
}
