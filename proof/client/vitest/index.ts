export { type ClientExpectation, expectClient, type ReferenceServerMatchers } from './matchers.ts';
export type { SentExchange, TestServer, TestServerOptions } from './test-server.ts';
export { useReferenceServer } from './use-reference-server.ts';
