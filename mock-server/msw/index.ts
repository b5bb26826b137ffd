export { createService, type Service, type ServiceOptions } from '../kernel/create-service.ts';
export type { ProtocolCore } from '../kernel/protocol-core.ts';
export { loadCore, protocolIds } from '../protocols/index.ts';
export { createHandlers, type HandlerOptions } from './create-handlers.ts';
