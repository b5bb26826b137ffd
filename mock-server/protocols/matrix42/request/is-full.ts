/** Does a query ask for all of an object, its definitions with any number of fragments as well? */
export function isFull(query: string | undefined): boolean {
  return [...new URLSearchParams(query)].some(
    ([name, value]) => name.toLowerCase() === 'full' && value.trim().toLowerCase() === 'true',
  );
}
