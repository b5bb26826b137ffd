/**
 * Characters that act on whoever shows a text instead of being shown, or that nobody sees: C0 (except newline), DEL, C1, line and
 * paragraph separators, bidirectional controls, soft hyphens, joiners, all that is of no width, blanks that look like another
 * one, noncharacters, lone surrogates. Source of a regular expression with the flag "u".
 */
export const dangerousCharacters: string = String.raw`[\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\ufffe\uffff\p{Cf}\p{Default_Ignorable_Code_Point}]|\p{Cs}`;
