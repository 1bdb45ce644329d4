/**
 * Words that only some pages need, loaded with them in the reader's language: the catalogue every page carries stays small.
 * The app gives the language; what is loaded is kept by TanStack Query and counts as busy while it is under way.
 */
import { useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";

/** BCP 47 tag of the catalogue that is shown. */
export const LanguageContext = createContext("en");

export interface LaterWords<Words> {
  /** Of all such sets of words. */
  readonly name: string;
  readonly en: Words | (() => Promise<Words>);
  /** Other languages by tag; English stands in for one that is not there or cannot be loaded. */
  readonly others: Readonly<Record<string, () => Promise<Words>>>;
}

/** undefined while they are loaded. */
export function useLaterWords<Words>({ name, en, others }: LaterWords<Words>): Words | undefined {
  const language = useContext(LanguageContext);
  const load = others[language];
  const { data } = useQuery({
    queryKey: ["words", name, language],
    queryFn: async () => {
      const english = () => (typeof en === "function" ? (en as () => Promise<Words>)() : en);
      return load ? load().catch(english) : english();
    },
    enabled: load !== undefined || typeof en === "function",
  });
  return data ?? (load === undefined && typeof en !== "function" ? en : undefined);
}
