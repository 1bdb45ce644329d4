/** Pages whose code is fetched when they are first shown. While it is under way the app counts as busy. */
import { type ComponentType, type FunctionComponent, lazy, Suspense, useEffect } from "react";
import { useApp } from "../app-context.ts";

/** @param load of the page's module, picking the component */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): FunctionComponent<Props> {
  const Page = lazy(async () => ({ default: (await load()) as ComponentType<object> }));
  return (props: Props) => (
    <Suspense fallback={<Arriving />}>
      <Page {...props} />
    </Suspense>
  );
}

function Arriving() {
  const { pending } = useApp();
  useEffect(() => pending.begin(), [pending]);
  return null;
}
