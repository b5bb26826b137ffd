/**
 * Characters that act on whoever shows a text instead of being shown: C0 (except newline), DEL, C1, line and paragraph
 * separators, bidirectional controls, byte order mark, interlinear marks, noncharacters, tags, lone surrogates.
 * Source of a regular expression with the flag "u".
 */
export const dangerousCharacters: string = String.raw`[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]|\p{Cs}`;
