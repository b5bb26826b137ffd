interface State {
  readonly services: readonly {
    readonly state: { readonly tables: Readonly<Record<string, readonly [string, unknown][]>> };
  }[];
}

/** All rows of a protocol's tables on a reference server: "books/12". @param origin of the server. */
export async function rowsOf(origin: string, protocol: string): Promise<ReadonlySet<string>> {
  const response = await fetch(`${origin}/_conformance/state?protocol=${protocol}`);
  const { services } = (await response.json()) as State;
  const tables = services.flatMap(({ state }) => Object.entries(state.tables));
  // Tables "by" something are indexes, and Dialogporten keeps names and marks of what is gone.
  const own = tables.filter(
    ([table]) => !table.includes(' by ') && (protocol !== 'dialogporten' || table === 'dialogs'),
  );
  return new Set(own.flatMap(([table, all]) => all.map(([key]) => `${table}/${key}`)));
}
