const sensitive =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|(?:x-)?(?:api|auth|access|functions|subscription)[-_]?(?:key|token)|.*-(?:secret|token|api-key|subscription-key)|.*(?:api-?key|secret).*)$/i;

const harmless =
  /^(?:accept|accept-(?:charset|encoding|language|patch)|baggage|cache-control|client-request-id|consistencylevel|content-(?:encoding|language|location|type)|correlation-id|date|dnt|forwarded|from|host|if-none-match|max-forwards|mscrm[.\w-]*|odata-[\w-]+|origin|pragma|prefer|priority|referer|request-id|sec-[\w-]+|timezone|trace(?:parent|state)|user-agent|via|warning|x-(?:amzn-trace-id|correlation-id|forwarded-[\w-]+|http-method-override|ms-api-role|ms-client-request-id|request-id|requested-with))$/i;

/** Is this header known to carry credentials, whatever its value? */
export function isSensitiveHeader(name: string): boolean {
  return sensitive.test(name);
}

/** Is this header known to carry none? What is neither may. */
export function isHarmlessHeader(name: string): boolean {
  return harmless.test(name) && !sensitive.test(name);
}
