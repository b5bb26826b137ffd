interface Editions {
  readonly editions: readonly string[];
}

/** Proven in the default edition and on the vendor page's. */
export const withPage: Editions = { editions: ['v2', 'documented'] };

/** Proven on the vendor page's edition alone. */
export const onPageAlone: Editions = { editions: ['documented'] };

/** Proven in one release, or from one on. */
export const inV1: Editions = { editions: ['v1'] };
export const inV2: Editions = { editions: ['v2'] };
export const inV21: Editions = { editions: ['v2.1'] };
export const fromV2: Editions = { editions: ['v2', 'v2.1'] };
