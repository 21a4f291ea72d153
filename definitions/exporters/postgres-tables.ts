/** postgres_exporter: tables of the database that the exporter connects to, and vacuum. */
import { counter, gauge, open } from 'plimsoll'
import { datname, perTable } from './postgres-labels.ts'
import { fromZero, noTotal, noUnit } from './shared.ts'

const plain = { ...perTable, allow: noTotal } as const
const runs = {
  ...perTable,
  allow: { ...noTotal, 'reserved-suffix': 'the exporter takes the name of the column of pg_stat_user_tables' },
} as const
const rows = { ...perTable, range: fromZero } as const
const when = { ...perTable, unit: 'timestamp', allow: noUnit } as const
const progress = {
  labels: { datname, relname: open({ atMost: 20, like: ['orders'] }) },
  atMost: 20,
  range: fromZero,
} as const

export const postgresTables = {
  userTablesSeqScan: counter('pg_stat_user_tables_seq_scan', { help: 'Sequential scans of a table.', ...plain }),
  userTablesSeqTupRead: counter('pg_stat_user_tables_seq_tup_read', {
    help: 'Rows that sequential scans read.',
    ...plain,
  }),
  userTablesIdxScan: counter('pg_stat_user_tables_idx_scan', {
    help: 'Index scans of a table; absent without an index.',
    ...plain,
  }),
  userTablesIdxTupFetch: counter('pg_stat_user_tables_idx_tup_fetch', {
    help: 'Rows that index scans fetched.',
    ...plain,
  }),
  userTablesNTupIns: counter('pg_stat_user_tables_n_tup_ins', { help: 'Rows inserted into a table.', ...plain }),
  userTablesNTupUpd: counter('pg_stat_user_tables_n_tup_upd', { help: 'Rows updated in a table.', ...plain }),
  userTablesNTupDel: counter('pg_stat_user_tables_n_tup_del', { help: 'Rows deleted from a table.', ...plain }),
  userTablesNTupHotUpd: counter('pg_stat_user_tables_n_tup_hot_upd', {
    help: 'Updates that needed no new index entry.',
    ...plain,
  }),
  userTablesVacuumCount: counter('pg_stat_user_tables_vacuum_count', {
    help: 'Vacuums started by hand, VACUUM FULL not included.',
    ...runs,
  }),
  userTablesAutovacuumCount: counter('pg_stat_user_tables_autovacuum_count', {
    help: 'Vacuums started by autovacuum.',
    ...runs,
  }),
  userTablesAnalyzeCount: counter('pg_stat_user_tables_analyze_count', { help: 'Analyses started by hand.', ...runs }),
  userTablesAutoanalyzeCount: counter('pg_stat_user_tables_autoanalyze_count', {
    help: 'Analyses started by autovacuum.',
    ...runs,
  }),
  userTablesNLiveTup: gauge('pg_stat_user_tables_n_live_tup', { help: 'Live rows of a table, estimated.', ...rows }),
  userTablesNDeadTup: gauge('pg_stat_user_tables_n_dead_tup', {
    help: 'Dead rows of a table that vacuum has not removed yet, estimated.',
    ...rows,
  }),
  userTablesNModSinceAnalyze: gauge('pg_stat_user_tables_n_mod_since_analyze', {
    help: 'Rows changed since the last analysis, estimated.',
    ...rows,
  }),
  userTablesLastVacuum: gauge('pg_stat_user_tables_last_vacuum', {
    help: 'When a table was last vacuumed by hand, as a Unix time; 0 is never.',
    ...when,
  }),
  userTablesLastAutovacuum: gauge('pg_stat_user_tables_last_autovacuum', {
    help: 'When autovacuum last vacuumed a table, as a Unix time; 0 is never.',
    ...when,
  }),
  userTablesLastAnalyze: gauge('pg_stat_user_tables_last_analyze', {
    help: 'When a table was last analysed by hand, as a Unix time; 0 is never.',
    ...when,
  }),
  userTablesLastAutoanalyze: gauge('pg_stat_user_tables_last_autoanalyze', {
    help: 'When autovacuum last analysed a table, as a Unix time; 0 is never.',
    ...when,
  }),
  userTablesIndexSize: gauge('pg_stat_user_tables_index_size_bytes', {
    help: 'Size of all indexes of a table, in bytes.',
    unit: 'bytes',
    ...rows,
  }),
  userTablesTableSize: gauge('pg_stat_user_tables_table_size_bytes', {
    help: 'Size of a table without its indexes, in bytes.',
    unit: 'bytes',
    ...rows,
  }),

  statioUserTablesHeapBlocksRead: counter('pg_statio_user_tables_heap_blocks_read', {
    help: "Blocks of a table that were not in the server's cache.",
    ...plain,
  }),
  statioUserTablesHeapBlocksHit: counter('pg_statio_user_tables_heap_blocks_hit', {
    help: "Blocks of a table found in the server's cache.",
    ...plain,
  }),
  statioUserTablesIdxBlocksRead: counter('pg_statio_user_tables_idx_blocks_read', {
    help: "Blocks of a table's indexes that were not in the server's cache.",
    ...plain,
  }),
  statioUserTablesIdxBlocksHit: counter('pg_statio_user_tables_idx_blocks_hit', {
    help: "Blocks of a table's indexes found in the server's cache.",
    ...plain,
  }),
  statioUserTablesToastBlocksRead: counter('pg_statio_user_tables_toast_blocks_read', {
    help: "Blocks of a table's TOAST that were not in the server's cache.",
    ...plain,
  }),
  statioUserTablesToastBlocksHit: counter('pg_statio_user_tables_toast_blocks_hit', {
    help: "Blocks of a table's TOAST found in the server's cache.",
    ...plain,
  }),
  statioUserTablesTidxBlocksRead: counter('pg_statio_user_tables_tidx_blocks_read', {
    help: "Blocks of a TOAST table's indexes that were not in the server's cache.",
    ...plain,
  }),
  statioUserTablesTidxBlocksHit: counter('pg_statio_user_tables_tidx_blocks_hit', {
    help: "Blocks of a TOAST table's indexes found in the server's cache.",
    ...plain,
  }),

  progressVacuumHeapBlks: gauge('pg_stat_progress_vacuum_heap_blks', {
    help: 'Blocks of the table that a running vacuum works on.',
    ...progress,
  }),
  progressVacuumHeapBlksScanned: gauge('pg_stat_progress_vacuum_heap_blks_scanned', {
    help: 'Blocks that a running vacuum has scanned.',
    ...progress,
  }),
  progressVacuumHeapBlksVacuumed: gauge('pg_stat_progress_vacuum_heap_blks_vacuumed', {
    help: 'Blocks that a running vacuum has cleaned.',
    ...progress,
  }),
  progressVacuumIndexVacuums: gauge('pg_stat_progress_vacuum_index_vacuums', {
    help: 'Rounds over the indexes that a running vacuum has made; more than one is a want of maintenance_work_mem.',
    ...progress,
  }),
  progressVacuumMaxDeadTuples: gauge('pg_stat_progress_vacuum_max_dead_tuples', {
    help: 'Dead rows that a running vacuum can hold before it goes over the indexes.',
    ...progress,
  }),
  progressVacuumNumDeadTuples: gauge('pg_stat_progress_vacuum_num_dead_tuples', {
    help: 'Dead rows that a running vacuum has collected since then.',
    ...progress,
  }),
  progressVacuumPhase: gauge('pg_stat_progress_vacuum_phase', {
    help: 'The phase of a running vacuum: 1 for the present one, 0 for the others.',
    unit: 'boolean',
    labels: { ...progress.labels, phase: open({ atMost: 7, like: ['scanning heap', 'vacuuming indexes'] }) },
    atMost: 140,
  }),
} as const
