export {
  createReferenceServer,
  type ReferenceServer,
  type ReferenceServerOptions,
} from './hapi/create-reference-server.ts';
export type { Certificate } from './hapi/make-certificate.ts';
export {
  type Call,
  createService,
  type Service,
  type ServiceOptions,
} from './kernel/create-service.ts';
export type { Exchange } from './kernel/exchange-log.ts';
export type { ArmedFault, FaultRequest, FiredFault } from './kernel/faults/fault.ts';
export { type KernelMutant, kernelMutants } from './kernel/kernel-mutants.ts';
export { type KernelVariant, kernelVariants } from './kernel/kernel-variants.ts';
export type { Excuses, Mutant, ProtocolCore, ProvokedFault, Variant } from './kernel/protocol-core.ts';
export type { ServiceSnapshot } from './kernel/service-snapshot.ts';
export type { RollBack, Row, Store, Table } from './kernel/store.ts';
export type { Principal, Trace, World } from './kernel/world.ts';
export { loadCore, protocolIds } from './protocols/index.ts';
