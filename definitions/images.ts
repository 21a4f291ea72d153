/**
 * Every image, in one place, each pinned by its version. To upgrade, read the release notes, change the tag, generate,
 * and pull: `docker compose pull && docker compose up --detach --wait`.
 */

/** https://github.com/prometheus/prometheus/releases, /alertmanager/releases, https://github.com/grafana/grafana/releases */
export const core = {
  prometheus: 'prom/prometheus:v3.15.0',
  alertmanager: 'prom/alertmanager:v0.34.1',
  // from 13.2 the Prometheus data source is a plugin that Grafana replaces from the Internet whenever it starts
  grafana: 'grafana/grafana:13.1.4',
  /** It simulates targets in the demo. A release for the long term; the plain one has no wget, and so nothing to check its health with. */
  simulator: 'node:24.18.0-alpine',
} as const

export const images = {
  blackbox: 'prom/blackbox-exporter:v0.28.0',
  cadvisor: 'ghcr.io/google/cadvisor:v0.60.5',
  /** Its image at Docker Hub is for amd64 only. */
  celery: 'ghcr.io/danihodovic/celery-exporter:0.12.2',
  /** The plain one has no shell, and so nothing to check its health with. */
  dcgm: 'nvcr.io/nvidia/k8s/dcgm-exporter:4.2.3-4.1.3-ubuntu22.04',
  /** The release that Robo-RLHF's document names; it ships to Elasticsearch 7.17. */
  filebeat: 'elastic/filebeat:7.17.0',
  flower: 'mher/flower:2.0.1',
  /** It holds the exporter and nothing else, neither a shell nor anything to check its health with. */
  mongodb: 'percona/mongodb_exporter:0.53.0',
  node: 'prom/node-exporter:v1.12.1',
  postgres: 'prometheuscommunity/postgres-exporter:v0.20.1',
  /** The plain one has nothing but the exporter, and so nothing to check its health with. */
  redis: 'oliver006/redis_exporter:v1.88.0-alpine',
} as const
