import { expect, it } from 'vitest';
import { foldUnnoticed } from './fold-unnoticed.ts';

const error = (change: string): string => `PUT /x 500: ${change}`;
const found = { classes: 1, changes: 20, free: [], nulls: [], warned: [] };

it('a body that may be missing is one free thing, whatever is in it and however it is declared', () => {
  const unnoticed = [
    error('body dropped'),
    error('member /Message dropped'),
    error('header content-type changed'),
    error('status is 501'),
    error('header retry-after dropped'),
  ];
  const kept = [error('body dropped'), error('status is 501'), error('header retry-after dropped')];
  expect(foldUnnoticed({ ...found, unnoticed })).toMatchObject({ changes: 18, unnoticed: kept });
  const warned = [error('body dropped'), error('status is 501')];
  const loud = { changes: 18, unnoticed: [error('header retry-after dropped')] };
  expect(foldUnnoticed({ ...found, unnoticed, warned })).toMatchObject(loud);
});

it('what is in a body that must be there counts by itself', () => {
  const all = { ...found, unnoticed: [error('member /Message dropped'), 'GET /x 200: body dropped'] };
  expect(foldUnnoticed(all)).toEqual(all);
});

it('members that are never anything but null are left out together', () => {
  const nulls = ['GET /x 200: member /a dropped', 'GET /x 200: member /b dropped', 'GET /y 200: member /a dropped'];
  const unnoticed = [...nulls, 'GET /x 200: member /c dropped'];
  const kept = [nulls[0], nulls[2], unnoticed[3]];
  expect(foldUnnoticed({ ...found, nulls, unnoticed })).toMatchObject({ changes: 19, unnoticed: kept });
});
