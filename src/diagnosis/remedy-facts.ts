/** What a remedy is chosen by: language, library and surroundings of the party to be changed, as its spans show them. */

import { hotAttribute } from "../analysis/hot-attributes.ts";
import type { SpanIndex } from "../model/index-types.ts";
import type { RemedyCause } from "../remedies/all-causes.ts";
import { infrastructureOf } from "../remedies/infrastructure.ts";
import type { RemedyFacts } from "../remedies/remedy-facts.ts";
import type { DiagnosisContext } from "./diagnosis-context.ts";

interface Defect {
  readonly cause: RemedyCause;
  readonly party: number;
  readonly edges?: readonly { readonly from: number; readonly to: number; readonly protocol: string }[];
  readonly spans: readonly SpanIndex[];
  readonly scope?: number;
}

export function remedyFacts(context: DiagnosisContext, defect: Defect): RemedyFacts {
  const { dataSet, columns } = context;
  const { scopes, strings } = dataSet;
  const party = columns.parties.list[defect.party]!;
  const scope = defect.scope ?? -1;
  const ends = (defect.edges ?? []).flatMap(({ from, to }) => [from, to]);
  const [edge] = defect.edges ?? [];
  const system = defect.spans
    .slice(0, SPANS_READ)
    .map((span) => hotAttribute(dataSet, span, "messaging.system"))
    .find((value) => value !== undefined && value !== "");
  return {
    cause: defect.cause,
    service: party.service || undefined,
    language: party.language || undefined,
    sdkVersion: party.sdkVersion || undefined,
    scopes: scope < 0 ? [] : [{ name: strings.get(scopes.name[scope]!), version: strings.get(scopes.version[scope]!) }],
    infrastructure: infrastructureOf(
      scopeNames(context, [defect.party]),
      scopeNames(
        context,
        ends.filter((end) => end !== defect.party),
      ),
      system,
    ),
    protocol: edge?.protocol,
    from: edge && context.nameOf(edge.from),
    to: edge && context.nameOf(edge.to),
  };
}

/** Spans of one finding agree on what carries their messages. */
const SPANS_READ = 8;

function scopeNames({ columns, dataSet }: DiagnosisContext, parties: readonly number[]): string[] {
  const found = new Set<number>();
  for (const { party, scope } of columns.operations.list) if (scope >= 0 && parties.includes(party)) found.add(scope);
  return [...found].map((scope) => dataSet.strings.get(dataSet.scopes.name[scope]!));
}
