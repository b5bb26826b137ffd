/** What scripts of this repository need of the code, and the package does not offer. */

export { planBundledTargets } from '../../cli/run/plan-bundled-targets.ts';
export { checkVersionChain } from '../../runner/judge/history/check-version-chain.ts';
export { compileCatalogues } from '../../runner/load/compile-catalogues.ts';
export { compileValidators } from '../../runner/load/shape/compile-validators.ts';
export { matcherSchema } from '../../runner/matchers/matcher-schema.ts';
