/** What scripts of this repository need of the code, and the package does not offer. */

export { planBundledTargets } from '../../cli/run/plan-bundled-targets.ts';
export { loadCore, protocolIds } from '../../mock-server/protocols/index.ts';
export { explainUnnoticed, mostUnnoticed } from '../../proof/one-change/explain-unnoticed.ts';
export { foldUnnoticed } from '../../proof/one-change/fold-unnoticed.ts';
export { loadLawfulChanges } from '../../proof/one-change/load-lawful-changes.ts';
export { setApartRecommended } from '../../proof/one-change/set-apart-recommended.ts';
export { joinFound, tryChanges } from '../../proof/one-change/try-changes.ts';
export { checkVersionChain } from '../../runner/judge/history/check-version-chain.ts';
export { compileCatalogues } from '../../runner/load/compile-catalogues.ts';
export { loadProtocol } from '../../runner/load/load-protocol.ts';
export { compileValidators } from '../../runner/load/shape/compile-validators.ts';
export { matcherSchema } from '../../runner/matchers/matcher-schema.ts';
