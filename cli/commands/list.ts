import { UsageError } from '../../core/errors.ts';
import { nearestName } from '../../core/nearest-name.ts';
import { stringifyJson } from '../../core/stringify-json.ts';
import type { CommandContext } from '../command-context.ts';
import { listRows } from '../list/list-rows.ts';
import { type Listing, listings } from '../list/listings.ts';
import { type CatalogueArguments, loadCatalogues } from '../list/load-catalogues.ts';
import { renderColumns } from '../list/render-columns.ts';

export interface ListArguments extends CatalogueArguments {
  readonly json?: boolean;
}

/** `list`: what there is, a line each, or as a JSON array. */
export async function listCommand(what: string, given: ListArguments, context: CommandContext): Promise<number> {
  const listing = readListing(what);
  const catalogues = await loadCatalogues(given, context);
  const rows = (await Promise.all(catalogues.map(async (catalogue) => listRows[listing](catalogue)))).flat();
  if (given.json) {
    context.stdout.write(
      `${stringifyJson(
        rows.map(({ json }) => json),
        2,
      )}\n`,
    );
    return 0;
  }
  const width = context.stdout.columns ?? Number.POSITIVE_INFINITY;
  const lines = renderColumns(
    rows.map(({ cells }) => cells),
    width,
  );
  context.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return 0;
}

function readListing(what: string): Listing {
  const listing = listings.find((name) => name === what || name === `${what}s`);
  if (listing !== undefined) return listing;
  const near = nearestName(what, listings);
  throw new UsageError(
    `there is no list of "${what}"`,
    near === undefined ? `there are: ${listings.join(', ')}` : `did you mean "${near}"?`,
  );
}
