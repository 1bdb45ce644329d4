/** A thin bar: how much of how much; slides where the whole is not known. */
interface ProgressProps {
  readonly label: string;
  readonly value: number;
  /** NaN or 0 = unknown. */
  readonly most: number;
}

export function Progress({ label, value, most }: ProgressProps) {
  const known = most > 0;
  const percent = known ? Math.min(100, (value / most) * 100) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(known && { "aria-valuenow": Math.round(percent) })}
      className="h-1 w-full overflow-hidden rounded-full bg-sunken"
    >
      <div
        className={`h-full rounded-full bg-accent ${known ? "" : "w-1/4 animate-pulse"}`}
        style={known ? { width: `${percent}%` } : undefined}
      />
    </div>
  );
}
