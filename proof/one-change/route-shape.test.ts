import { describe, expect, it } from 'vitest';
import { createRouteShape } from './route-shape.ts';

const shape = createRouteShape([
  '/api/Books',
  '/api/Books/id/$(let.id)/actions/freeze',
  '/data/accounts($(row.id))?$select=name',
]);

describe('the shape of a route', () => {
  it.each([
    ['/api/Books/id/42', '/api/Books/id/{}'],
    ['/api/Books/id/42/actions/freeze?x=1', '/api/Books/id/{}/actions/freeze'],
    ['/api/Books/', '/api/Books/'],
    ['/api/Books/id/made-up', '/api/Books/id/{}'],
    ['/data/accounts(0f8fad5b-d9cb-469f-a165-70867728950e)', '/data/accounts({})'],
    ['/data/accounts', '/data/accounts'],
    ['/api/%E0%A4%A', '/api/{}'],
  ])('of %s is %s', (target, expected) => {
    expect(shape(target)).toBe(expected);
  });
});
