/** Every number that a screen follows, once, with its unit in its name. */
export const defaults = {
  httpTimeoutMilliseconds: 15_000,
  hubSilenceMilliseconds: 30_000,
  hubBackoff: { firstMilliseconds: 400, mostMilliseconds: 10_000 },
  outboxBackoff: { firstMilliseconds: 1_000, mostMilliseconds: 15_000 },
  watchBackoff: { firstMilliseconds: 250, mostMilliseconds: 8_000 },
  /** A cut longer than this is called offline, not reconnecting. */
  offlineAfterMilliseconds: 10_000,
  /** Boards and marks change at most this often; a thousand events a second would else be sixty pictures of it. */
  picturesApartMilliseconds: 100,
  clockTickMilliseconds: 1_000,
  toneTickMilliseconds: 10_000,
  /** The hours follow the live boards, at most this often. */
  rhythmRefreshMilliseconds: 4_000,
  /** The time machine goes through all there is in so many steps. */
  pastSteps: 120,
  pastBeatMilliseconds: 500,
  pastRetryMilliseconds: 700,
  /** A queue follows the city at most this often. */
  queueRefreshMilliseconds: 1_000,
  metricsRefreshMilliseconds: 15_000,
  /** The sheet of figures follows the city at this pace. */
  figuresRefreshMilliseconds: 5_000,
  /** And at this one while nothing is told. */
  figuresRestMilliseconds: 15_000,
  /** Devices on the map follow at this pace, where they are shown. */
  devicesRefreshMilliseconds: 10_000,
  /** A desk looks for alerts at this pace: whoever is called has a minute. */
  alertsRefreshMilliseconds: 5_000,
  /** A silence ends so much before the longest that the server takes: clocks differ. */
  silenceSpareMilliseconds: 10_000,
  /** Facts whose way to the screen is remembered. */
  delaysKept: 500,
  /** Up to this many grids the page watches all of them; beyond, those in view. */
  watchAllGridsUpTo: 400,
  watchGridsInViewUpTo: 200,
  /** A case is near due when this share of its limit has passed (ageing band 0.8–1 of M03). */
  nearDueShare: 0.8,
  feedRows: 60,
  feedMoves: 24,
  attentionRows: 6,
  /** An open card needs the room of the others. */
  attentionRowsBesideCard: 3,
  /** Of what a search finds, this many places at most. */
  placesFound: 3,
  /** What a leader is shown at once; the newest of what weighs the same are folded. */
  leaderAlerts: 7,
  rankingRows: 60,
  /** Fewer areas than this are no ranking; the level below is shown instead. */
  rankingLeastRows: 5,
  /** Below this many weighted reports per 100 households a grid is never called hot. */
  heatLeastPerHundredHouseholds: 0.05,
  heatBandsSigma: [1, 2, 3],
  /** Signs on the map follow the city at most this often. */
  thingsRefreshMilliseconds: 10_000,
  /** Signs at cases follow their cases at most this often. */
  thingsFollowMilliseconds: 1_000,
  householdsPerShare: 1_000,
} as const;
