/** The shop as it is drawn in topology: services, calls, and on each the number of mistakes that strike there. */
import { Unlink } from "lucide-react";
import { useId } from "react";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useMessages } from "../messages/use-messages.ts";
import type { DemoEdge, DemoFault, DemoShop } from "./demo-types.ts";
import { edgeId, strikes } from "./fault-groups.ts";
import { drawEdge, NODE_SIZE, placeOf, SHOP_SIZE } from "./shop-layout.ts";

/** From a node's middle to a line of text below it, and that line's height. */
const BELOW_PX = 14;
const LINE_PX = 16;

interface ShopGraphProps {
  readonly shop: DemoShop;
  readonly faults: readonly DemoFault[];
  /** Its edges are lit. */
  readonly lit: DemoFault | undefined;
  /** It is switched on: its edges are broken. */
  readonly chosen: DemoFault | undefined;
  readonly colors: ServiceColors;
  /** Id of the edge whose mistakes are listed. */
  readonly edge: string | undefined;
  readonly onChooseEdge: (edge: DemoEdge | undefined) => void;
}

export function ShopGraph({ shop, faults, lit, chosen, colors, edge: chosenEdge, onChooseEdge }: ShopGraphProps) {
  const { demo } = useMessages();
  const arrow = useId();
  const inside = shop.services.map(({ name }): DemoEdge => ({ from: name, to: name, protocol: "in-process" }));
  const places = [...shop.edges, ...inside].flatMap((edge) => {
    const drawing = drawEdge(edge);
    return drawing ? [{ edge, id: edgeId(edge), drawing }] : [];
  });
  const isLit = (id: string) => lit !== undefined && strikes(lit, id);
  const isLost = (id: string) => chosen?.kind === "fault" && strikes(chosen, id);
  return (
    <section aria-label={demo.shop} className="flex min-h-0 items-center justify-center overflow-auto p-2">
      <div className="relative shrink-0" style={{ width: SHOP_SIZE.widthPx, height: SHOP_SIZE.heightPx }}>
        <svg aria-hidden="true" width={SHOP_SIZE.widthPx} height={SHOP_SIZE.heightPx} className="absolute inset-0">
          <defs>
            <marker id={arrow} viewBox="0 0 6 6" refX="5" refY="3" markerWidth="6" markerHeight="6" orient="auto">
              <path d="M0 0 L6 3 L0 6 z" fill="context-stroke" />
            </marker>
          </defs>
          {places.map(({ id, drawing }) => (
            <path
              key={id}
              d={drawing.path}
              fill="none"
              strokeWidth={isLit(id) || isLost(id) ? 2 : 1}
              strokeDasharray={isLost(id) ? "5 4" : undefined}
              markerEnd={`url(#${arrow})`}
              className={isLost(id) ? "stroke-lost" : isLit(id) ? "stroke-accent" : "stroke-faint"}
            />
          ))}
        </svg>
        <Surroundings />
        {shop.services.map(({ name, does }) => {
          const place = placeOf(name);
          return (
            place && (
              <span
                key={name}
                title={does}
                className={`absolute flex -translate-1/2 items-center justify-center gap-1 rounded-(--radius) border text-table
                  ${isLost(`${name} ${name} in-process`) ? "border-lost" : isLit(`${name} ${name} in-process`) ? "border-accent" : "border-line"} bg-surface`}
                style={{ left: place.x, top: place.y, width: NODE_SIZE.widthPx, height: NODE_SIZE.heightPx }}
              >
                <span className="size-2 rounded-full" style={{ backgroundColor: colors.bar(name) }} />
                {name}
              </span>
            )
          );
        })}
        {places.map(({ edge, id, drawing }) => {
          const number = faults.filter((fault) => strikes(fault, id)).length;
          if (number === 0) return null;
          const name = demo.edge(edge.from, edge.to, demo.protocols[edge.protocol] ?? edge.protocol);
          return (
            <button
              key={id}
              type="button"
              aria-pressed={id === chosenEdge}
              aria-label={demo.edgeFaults(name, number)}
              title={demo.edgeFaults(name, number)}
              onClick={() => onChooseEdge(id === chosenEdge ? undefined : edge)}
              className={`absolute flex h-6 min-w-6 -translate-1/2 items-center justify-center rounded-full border text-label
                ${isLost(id) ? "border-lost bg-lost-soft text-lost" : isLit(id) ? "border-accent bg-accent-soft text-accent" : "border-line bg-raised text-quiet hover:text-ink"}
                aria-pressed:border-accent aria-pressed:text-ink`}
              style={{ left: drawing.middle.x, top: drawing.middle.y }}
            >
              {isLost(id) ? <Unlink size={13} aria-hidden /> : number}
            </button>
          );
        })}
      </div>
    </section>
  );
}

/** What is no service of the shop: who visits it, the proxy before payment, the database. */
function Surroundings() {
  const { demo } = useMessages();
  const payment = placeOf("payment");
  const ledger = placeOf("ledger");
  const checkout = placeOf("checkout");
  const storefront = placeOf("storefront");
  if (!payment || !ledger || !storefront || !checkout) return null;
  return (
    <>
      <Aside x={storefront.x} y={storefront.y - BELOW_PX - LINE_PX}>{`${demo.load} ↓`}</Aside>
      <Aside x={(checkout.x + payment.x) / 2} y={payment.y + BELOW_PX}>
        {demo.gateway}
      </Aside>
      <Aside x={ledger.x} y={ledger.y + BELOW_PX}>{`↓ ${demo.database}`}</Aside>
    </>
  );
}

function Aside({ x, y, children }: { readonly x: number; readonly y: number; readonly children: string }) {
  return (
    <span className="absolute -translate-x-1/2 whitespace-nowrap text-label text-faint" style={{ left: x, top: y }}>
      {children}
    </span>
  );
}
