/** How much of what a target sent a page may still show. */
export interface Budget {
  /** May this much more be shown? Then it is counted. */
  takes(texts: readonly string[]): boolean;
}

/** Characters of failures and exchanges that are shown in full: with 700 rules failing a page stays below 3 MB. */
const most = 700_000;

/** A fresh budget. Whatever is shown first (what decides, the likeliest cause) has the best of it. */
export function createBudget(): Budget {
  let left = most;
  return {
    takes(texts) {
      const cost = texts.reduce((sum, text) => sum + costOf(text), 0);
      if (cost > left) return false;
      left -= cost;
      return true;
    },
  };
}

/** Characters that are escaped take more room, and every piece has some markup around it. */
function costOf(text: string): number {
  const special = text.match(/[^ -~\n]|[<>&"]/g)?.length ?? 0;
  return text.length + 6 * special + 60;
}
