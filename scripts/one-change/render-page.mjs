// docs/one-change.md: what was changed, how much of it stayed unnoticed, and why it may. Pure.

const introduction = (head, most) => `# One change in one class of answers

${head}

A proxy in process stands between the suites and the sound reference server, and changes one thing in one class of answers: all answers of
one method, route and status. Keys, ids and made names of a path are \`{}\`; the query is no part of the route. Each class, and all that
can be changed in it, is found by a sound run:

- \`status is N\`: another status of the same family;
- \`header NAME dropped\`, \`changed\`; a Content-Type becomes another one;
- \`body dropped\`: an answer that had one has none;
- \`member /PLACE dropped\`, \`changed\`: a member of the outermost object, or of what is in it (\`*\` is every item of a list, and every member
  of a map). A value becomes another of its type and form: a number is one more, a text ends otherwise, a date-time is a year later, a list
  lacks its last item. Words for people become no words, since other words are as good;
- \`replaced\` instead of \`changed\`: an id that a server makes anew for each answer and nobody names again becomes a text of no form, since
  another id is as good. So does a member that the texts of a protocol leave free, such as a code that is weak evidence.

For each change the cases that meet such an answer are run until one fails by a rule that would end a run against a target in exit 1. If
none does, the suites cannot see the change. That is right only where a text leaves the server free, so \`spec/<protocol>/unnoticed.yaml\`
lists each with its reason and source; a reason that nothing needs any more fails, and so does a protocol of which more than ${most} % stay
unnoticed. \`node scripts/one-change.mjs --help\` says how to try a protocol, an edition, or some of the changes.

Where the texts say little, \`warned\` in that file says why it is enough that a rule fails which only warns (it recommends, or is inferred). There a body that
may be missing without an end in exit 1 is one thing, of which what nobody notices is not counted again, and so are the members of a class that are
never anything but null. \`recommended\` says the same of parts of a protocol, each with its source; there a body and its members count one by one. A part that is \`optional\`, which a server need not have at all, is set
apart whether or not a rule says anything of it.

What closes a gap is, more often than not, an entry in \`suites/<protocol>/invariants.yaml\`: it is judged on every answer.
`;

/** @param results one of each protocol: its id, edition, classes, changes, unnoticed, and what explains these. */
export function renderPage(results, { head, most }) {
  const rows = results.map(
    ({ protocol, edition, classes, changes, unnoticed }) =>
      `| ${protocol} ${edition} | ${classes} | ${changes} | ${unnoticed.length} | ${((100 * unnoticed.length) / Math.max(1, changes)).toFixed(1)} % |`,
  );
  const lists = results.map(({ protocol, unnoticed, lawful, freeMembers, warnedOnly, recommended }) => {
    const gaps = unnoticed.length - lawful.reduce((sum, { changes }) => sum + changes.length, 0);
    const lines = lawful.map(
      ({ reason: { because, source, where }, changes }) =>
        `- ${changes.length}: ${because} (\`${source}\`${where ? `, ${where}` : ''})`,
    );
    for (const { member, because, source, where } of freeMembers)
      lines.push(`- \`${member}\` is replaced, not changed: ${because} (\`${source}\`${where ? `, ${where}` : ''})`);
    for (const { reason, changes } of recommended)
      lines.push(
        `- ${changes.length} more are ${reason.optional ? 'in a part that a server need not have at all' : 'noticed by rules alone that recommend or are inferred'}: ${reason.because} (\`${reason.source}\`${reason.where ? `, ${reason.where}` : ''})`,
      );
    if (warnedOnly)
      lines.push(
        `- ${warnedOnly.count} more are noticed by rules alone that recommend or are inferred. ${warnedOnly.because}`,
      );
    if (gaps > 0) lines.push(`- ${gaps}: **gaps**: no rule notices them, and nothing is listed that makes them lawful`);
    return `## ${protocol}\n\n${lines.join('\n') || 'Nothing stays unnoticed.'}\n`;
  });
  return `${introduction(head, most)}
| protocol, edition | classes | changes | unnoticed | share |
|---|---|---|---|---|
${rows.join('\n')}

${lists.join('\n')}`;
}
