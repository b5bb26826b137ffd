import type { HeaderField } from '../../../../core/http.ts';
import type { World } from '../../../kernel/world.ts';

/** The Content-Type line of every body. The page shows it without a charset, the product sends one. */
export function contentType(world: World, charset = 'utf-8'): readonly HeaderField[] {
  world.cites('DAB-ENV-004');
  const bare = (world.edition === 'documented' && world.keeps('DAB-DOC-004')) || world.variant('no-charset');
  return [['Content-Type', bare ? 'application/json' : `application/json; charset=${charset}`]];
}
