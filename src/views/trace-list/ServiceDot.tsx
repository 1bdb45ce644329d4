/** A service's colour; its name stands beside it or in a title. */
export function ServiceDot({ color, title }: { readonly color: string; readonly title?: string | undefined }) {
  return (
    <span
      aria-hidden
      title={title}
      className="inline-block size-2.5 shrink-0 rounded-[2px]"
      style={{ background: color }}
    />
  );
}
