import type { Mutant } from '../../../kernel/protocol-core.ts';
import { bug, off } from './mutant.ts';

/** Bugs of routing and negotiation. */
export const routingMutants: readonly Mutant[] = [
  off('unknown-entity-is-400', 'An unknown entity is answered 400.', 'DAB-RTE-001', { editions: ['v1', 'v2'] }),
  off('entities-in-any-case', 'Entity paths may be written in any letter case.', 'DAB-RTE-002'),
  off('outside-is-404', 'A path outside the base path is answered 404.', 'DAB-RTE-003'),
  ...['get', 'post', 'put', 'patch', 'delete'].map((method) =>
    bug(`unknown-entity-is-400-on-${method}`, `A ${method.toUpperCase()} of an unknown entity is answered 400.`, [
      'DAB-RTE-001',
    ]),
  ),
  ...['get', 'post', 'put', 'delete'].map((method) =>
    bug(`outside-is-404-on-${method}`, `A ${method.toUpperCase()} outside the base path is answered 404.`, [
      'DAB-RTE-003',
    ]),
  ),
  bug('prefix-in-any-case', 'The base path may be written in any letter case.', ['DAB-RTE-003']),
  bug('prefix-by-segment', 'The base path is compared by segments.', ['DAB-RTE-003']),
  off('location-without-base-path', 'A Location leaves out the base path.', 'DAB-RTE-004'),
  off('entities-by-name', 'An entity is found by its name and not by its path.', 'DAB-RTE-006'),
  bug('path-in-texts', 'Texts name an entity by its path.', ['DAB-RTE-006']),
  off('configured-methods-count', 'A table serves the configured methods only.', 'DAB-RTE-007'),
  off('head-is-get', 'HEAD is GET, and other methods are 501.', 'DAB-RTE-008'),
  bug('no-allow', 'A 405 has no Allow.', ['DAB-RTE-008']),
  bug('options-are-answered', 'OPTIONS is answered 204.', ['DAB-RTE-008']),
  bug('preflights-are-405', 'The question of a browser before a write is answered 405.', ['DAB-RTE-008']),
  bug('any-method-asks-first', 'Any method is a preflight if it comes with the header of one.', ['DAB-RTE-008']),
  bug('method-is-overridden', 'A header may name another method.', ['DAB-RTE-008']),
  off('no-health', 'The root is not there.', 'DAB-RTE-009'),
  bug('app-of-another-release', 'The name of the application has another release than the health.', ['DAB-RTE-009']),
  bug('long-health-for-everybody', 'The long health is told to anybody in production.', ['DAB-RTE-009']),
  bug('no-description', 'The description of the endpoint is not there.', ['DAB-RTE-009']),
  bug('description-of-another-release', 'The description names another release than the health.', ['DAB-RTE-009']),
  bug('description-without-key-paths', 'The description leaves out the paths of single rows.', ['DAB-RTE-009']),
  bug('description-without-parameters', 'The description tells no parameters of a read.', ['DAB-RTE-009']),
  bug('description-for-any-role', 'A role that is not there has a description.', ['DAB-RTE-009']),
  bug('no-description-for-roles', 'The description for a role is not there.', ['DAB-RTE-009']),
  off('accept-counts', 'A type other than JSON is 406.', 'DAB-NEG-002'),
  bug('compresses-without-a-word', 'A compressed answer does not say so.', ['DAB-NEG-003']),
  off('prefer-counts', 'Prefer: return=minimal is honoured.', 'DAB-NEG-004'),
  off('charset-does-not-count', 'Accept-Charset is ignored.', 'DAB-NEG-005'),
  bug('every-charset-is-utf-16', 'UTF-16 is sent whatever Accept-Charset asks for.', ['DAB-NEG-005']),
];
