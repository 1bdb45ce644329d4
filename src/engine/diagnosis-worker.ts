/** The entry of a worker that makes one report or looks for bridges once. */
import type { Endpoint } from "./rpc.ts";
import { serveDiagnosis } from "./serve-diagnosis.ts";

serveDiagnosis(self as unknown as Endpoint);
