# The image holds one static program and nothing else. It runs as nobody's user, on a read-only root filesystem:
#
#   docker build --build-arg VERSION=$(git describe --tags --always --dirty) --tag xuncha .
#   docker run --read-only --tmpfs /tmp --volume xuncha:/data --publish 8080:8080 xuncha serve --migrate
#
# It has no shell for a HEALTHCHECK: ask /healthz and /readyz from outside.

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=dev
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /root-fs/xuncha .
RUN mkdir -p /root-fs/etc/ssl/certs /data \
    && install -d -m 1777 /root-fs/tmp \
    && cp /etc/ssl/certs/ca-certificates.crt /root-fs/etc/ssl/certs/ \
    && cp "$(go env GOROOT)/lib/time/zoneinfo.zip" /root-fs/

FROM scratch
COPY --from=build /root-fs /
COPY --from=build --chown=65532:65532 /data /data
ENV ZONEINFO=/zoneinfo.zip \
    XUNCHA_ADDR=0.0.0.0:8080 \
    XUNCHA_DATABASE=sqlite:/data/xuncha.db
USER 65532:65532
WORKDIR /data
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["/xuncha"]
CMD ["serve"]
