# The command line and the reference server. `docker build -t conformance .`, then
#   docker run --rm conformance run                      everything, against the bundled server
#   docker run --rm -p 127.0.0.1:4010:4010 conformance   the reference server
FROM node:22-alpine AS build
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npm pack --ignore-scripts --silent --pack-destination /tmp

FROM node:22-alpine
COPY --from=build /tmp/update-conformance-*.tgz /tmp/
RUN npm install --global --omit=dev --ignore-scripts --no-audit --no-fund /tmp/update-conformance-*.tgz \
  && rm -rf /tmp/update-conformance-*.tgz /root/.npm \
  && mkdir /work && chown node:node /work
USER node
WORKDIR /work
EXPOSE 4010
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4010/_conformance/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["conformance"]
CMD ["serve", "--host", "0.0.0.0"]
