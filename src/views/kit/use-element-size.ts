/** The size of an element's content box, kept up to date. Before the first measurement both are 0. */
import { type RefCallback, useCallback, useState } from "react";

export interface ElementSize {
  readonly widthCssPx: number;
  readonly heightCssPx: number;
}

export function useElementSize<T extends Element>(): readonly [RefCallback<T>, ElementSize] {
  const [size, setSize] = useState<ElementSize>({ widthCssPx: 0, heightCssPx: 0 });
  const ref = useCallback((element: T | null) => {
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setSize((known) =>
        known.widthCssPx === width && known.heightCssPx === height ? known : { widthCssPx: width, heightCssPx: height },
      );
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
