/** Steps that several runbooks have. */

/** The services publish no port, and their names are known in the network only. */
export const metricsOf = (address: 'api-gateway:8080' | 'orchestrator:50051' | 'worker:2112'): string =>
  `\`docker compose exec prometheus wget -q -O - http://${address}/metrics\` in the folder of the stack`

export const logOfMonitoring = 'View its log: `docker logs --since 15m tensorfleet-monitoring`.'
