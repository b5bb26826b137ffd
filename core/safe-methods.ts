/** Methods that are defined to change nothing (RFC 9110 §9.2.1). A request with another one may write. */
export const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
