import { type HttpRequest, splitTarget } from '../../../../../core/http.ts';
import type { Json } from '../../../../../core/json.ts';
import type { Exchange } from '../../../../kernel/bug.ts';
import { membersOf, optionOf, withMembers, withOptions } from '../../../../kernel/bugs/other-request.ts';
import type { Column } from '../../model/entity.ts';
import type { Call } from '../../request/call.ts';
import { ownSpelling } from '../../request/fold-names.ts';
import { callOf } from './exchanges.ts';

/** Is there a member of the body of which this is so? `column`: the one it names letter by letter. */
export function membersAre(exchange: Exchange, is: (call: Call, column: Column | undefined) => boolean): boolean {
  const call = callOf(exchange);
  return (
    call !== undefined &&
    Object.keys(membersOf(exchange.request)).some((name) =>
      is(
        call,
        call.entity.columns.find(({ exposed }) => exposed === name),
      ),
    )
  );
}

/** Does the body name columns in other letter case, each of them once? */
export function namesInOtherCase(exchange: Exchange): boolean {
  const names = Object.keys(membersOf(exchange.request));
  const entity = names.length === 0 ? undefined : callOf(exchange)?.entity;
  if (!entity) return false;
  const own = names.map((name) => ownSpelling(entity, name));
  return own.join() !== names.join() && new Set(own).size === own.length;
}

/** The request with its members in the table's letter case. */
export function withNamesFolded(exchange: Exchange): HttpRequest {
  const entity = callOf(exchange)?.entity;
  return withMembers(exchange.request, (name, value) => [[entity ? ownSpelling(entity, name) : name, value]]);
}

/** Does the URL call a mapped column by the name it has in the database? */
export function namesRawColumns(exchange: Exchange): boolean {
  return withRawColumnsMapped(exchange).target !== exchange.request.target;
}

/** The request with the names that are exposed. */
export function withRawColumnsMapped(exchange: Exchange): HttpRequest {
  const { request } = exchange;
  const call = callOf(exchange);
  if (!call) return request;
  const map = (name: string): string => call.entity.columns.find((column) => column.name === name)?.exposed ?? name;
  const key = call.keyRoute.split('/').map((segment, i) => (i % 2 === 0 ? map(segment) : segment));
  const { path, query } = splitTarget(request.target);
  const mapped = call.keyRoute === '' ? path : `${path.slice(0, -call.keyRoute.length)}${key.join('/')}`;
  const target = query === undefined ? mapped : `${mapped}?${query}`;
  if (optionOf(request, '$select') === undefined) return { ...request, target };
  return withOptions({ ...request, target }, (name, value) => [
    name,
    name === '$select' ? value.split(',').map(map).join() : value,
  ]);
}

/** Does the body call a mapped column by the name it has in the database? */
export function namesRawMembers(exchange: Exchange): boolean {
  const columns = callOf(exchange)?.entity.columns ?? [];
  const names = Object.keys(membersOf(exchange.request));
  return columns.some(({ name, exposed }) => name !== exposed && names.includes(name));
}

/** The request with the exposed names in its body. */
export function withRawMembersMapped(exchange: Exchange): HttpRequest {
  const columns = callOf(exchange)?.entity.columns ?? [];
  return withMembers(exchange.request, (member, value) => [
    [columns.find(({ name }) => name === member)?.exposed ?? member, value],
  ]);
}

/** Does the body leave out such a column? `given`: what of a column that is there counts. */
export function leavesOut(
  exchange: Exchange,
  is: (column: Column) => boolean,
  given: (value: Json) => boolean = () => true,
): boolean {
  const members = membersOf(exchange.request);
  const columns = callOf(exchange)?.entity.columns.filter(is) ?? [];
  return columns.some(({ exposed }) => members[exposed] === undefined || !given(members[exposed]));
}
