/** The page of a rule on a site of the catalogue; undefined: no site is known. */
export function rulePage(site: string | undefined, protocol: string, rule: string): string | undefined {
  if (site === undefined) return undefined;
  return `${site.replace(/\/+$/, '')}/${encodeURIComponent(protocol)}/${encodeURIComponent(rule)}.html`;
}
