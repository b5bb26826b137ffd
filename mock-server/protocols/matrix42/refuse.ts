import type { HttpResponse } from '../../../core/http.ts';
import { respondJson, respondText } from '../../kernel/respond.ts';
import type { World } from '../../kernel/world.ts';

/** Content type of all JSON answers. */
export const jsonType = 'application/json; charset=utf-8';

/** Why a request is refused: the name of the reason for programs, and in words. */
export interface Reason {
  readonly name: string;
  readonly message: string;
}

/**
 * An error answer. No public source shows what Matrix42 puts into one, so its shape is a policy of this server, and
 * variants use other shapes.
 */
export function refuse(world: World, wanted: number, { name, message }: Reason): HttpResponse {
  const status = wanted === 400 && world.variant('faults-are-500') ? 500 : wanted;
  if (world.variant('errors-as-html')) return respondText(status, 'text/html; charset=utf-8', page(name, message));
  if (world.variant('errors-as-text')) return respondText(status, 'text/plain; charset=utf-8', `${name}: ${message}`);
  if (world.variant('errors-as-web-api')) {
    const details = { ExceptionMessage: message, ExceptionType: `Matrix42.Services.${name}` };
    return respondJson(status, jsonType, { Message: 'Es ist ein Fehler aufgetreten.', ...details });
  }
  return respondJson(status, jsonType, { ExceptionName: name, Message: message });
}

/** What a web server shows where it answers instead of the service. */
function page(name: string, message: string): string {
  const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<!DOCTYPE html><html><head><title>${name}</title></head><body><h1>${name}</h1><p>${text}</p></body></html>`;
}

/** A refusal by 500. Several reasons share that status, so that only the body tells them apart (M42-TS-020). */
export function serverError(world: World, reason: Reason): HttpResponse {
  world.cites('M42-TS-020');
  return refuse(world, 500, reason);
}

/** 404: no service answers at this path. */
export function notFound(world: World, message = 'There is no such resource.'): HttpResponse {
  return refuse(world, 404, { name: 'NotFound', message });
}

/** 405 with the methods that are allowed. */
export function methodNotAllowed(world: World, allowed: string): HttpResponse {
  const response = refuse(world, 405, { name: 'MethodNotAllowed', message: `Allowed: ${allowed}.` });
  return { ...response, headers: [...response.headers, ['Allow', allowed]] };
}
