/** Header names to values, in the order received. Names in any casing; the same name in two casings is one header. */
export type HeaderMap = Readonly<Record<string, readonly string[]>>;

/** Looks headers up by lower-case name. */
export class Headers {
  private readonly byName = new Map<string, string[]>();

  constructor(map: HeaderMap) {
    for (const [name, values] of Object.entries(map)) {
      const lower = name.trim().toLowerCase();
      const known = this.byName.get(lower);
      if (!known) this.byName.set(lower, [...values]);
      else for (const value of values) known.push(value);
    }
  }

  all(name: string): readonly string[] {
    return this.byName.get(name) ?? [];
  }

  first(name: string): string | undefined {
    return this.byName.get(name)?.[0];
  }

  names(): readonly string[] {
    return [...this.byName.keys()];
  }
}
