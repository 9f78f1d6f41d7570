// Generated from Twin.Contracts by Twin.Silo.Tests; do not edit.
// Rewrite: TWIN_WRITE_TYPES=1 dotnet test tests/Twin.Silo.Tests
// A nullable field that is null is left out on the wire. Times are ISO 8601 in UTC.

export interface AccountView {
  account: string;
  zh: string;
  en: string;
  roles: string[];
  home?: string | null;
  department?: string | null;
}

export interface ActView {
  obligation: string;
  act: string;
}

export interface AdmissionAnswerRequest {
  area?: string | null;
  reason?: string | null;
  commandId?: string | null;
}

export interface AdmissionAnswerView {
  area: string;
  areaName?: string | null;
  refused?: string | null;
  at: string;
}

export interface AdmissionRequest {
  owner?: string | null;
  area?: string | null;
  name?: string | null;
  minutes?: number | null;
  basis?: string | null;
  until?: string | null;
  commandId?: string | null;
}

export interface AdmissionView {
  duty: number;
  owner: string;
  ownerZh?: string | null;
  ownerEn?: string | null;
  area: string;
  areaName?: string | null;
  name: string;
  minutes: number;
  basis: string;
  askedAt: string;
  until: string;
  inForce: boolean;
  over: boolean;
  answers: AdmissionAnswerView[];
}

export interface AdmissionsView {
  duties: AdmissionView[];
  minutes: number;
  position: number;
}

export interface AfterActionView {
  incident: IncidentLineView;
  from: string;
  to: string;
  over: boolean;
  switches: number;
  missed: number;
  reported: number;
  ended: number;
  s1: number;
  s2: number;
  tasksHandled: number;
  onTime: number;
  tasks: IncidentTaskView[];
  resources: IncidentResourceView[];
  notices: NoticeView[];
  timeline: TimelineView[];
  position: number;
}

export interface AlertActRequest {
  reason?: string | null;
  until?: string | null;
  commandId?: string | null;
}

export interface AlertAnswer {
  alert: AlertView;
  again: boolean;
  position: number;
}

export interface AlertView {
  device: DeviceView;
  homeName?: string | null;
  acts: string[];
}

export interface AlertsView {
  area: string;
  until: string;
  alerts: AlertView[];
  position: number;
}

export interface AreaBoardView {
  id: string;
  level: string;
  name: string;
  board: BoardView;
  children: ChildBoardView[];
}

export interface AreaCasesView {
  id: string;
  map: string;
  from?: string | null;
  to: string;
  total: CaseCountView;
  own: CaseCountView;
  children: ChildCasesView[];
  position: number;
}

export interface AreaChangeView {
  hash?: string | null;
  position: number;
  changes: AreaFactView[];
  moves: AreaMoveView[];
  cases: number;
  casesLeft: number;
  again: boolean;
}

export interface AreaCommandRequest {
  commandId?: string | null;
  preview?: string | null;
  name?: string | null;
  code?: string | null;
  parent?: string | null;
  level?: string | null;
  kind?: string | null;
  outline?: number[][][][] | null;
  line?: number[][] | null;
  areas?: string[] | null;
  parts?: AreaPartRequest[] | null;
}

export interface AreaFactView {
  kind: string;
  areas: string[];
  posts: string[];
  households: number;
}

export interface AreaHistoryView {
  id: string;
  code: string;
  level: string;
  name: string;
  from?: string | null;
  until?: string | null;
  predecessors: string[];
  heirs: string[];
  changes: AreaPastView[];
}

export interface AreaModesView {
  area: string;
  areaName: string;
  held: ModeView[];
  above: ModeView[];
  below: ModeView[];
  incidents: IncidentLineView[];
  notices: NoticeView[];
  version: number;
  position: number;
}

export interface AreaMoveView {
  from: string;
  to: string;
  cases: number;
  households: number;
  posts: string[];
}

export interface AreaPartRequest {
  name: string;
  code?: string | null;
  outline?: number[][][][] | null;
  children?: string[] | null;
  posts?: string[] | null;
}

export interface AreaPastView {
  position: number;
  at: string;
  by: string;
  kind: string;
  areas: string[];
  code?: string | null;
  name?: string | null;
  parent?: string | null;
}

export interface AreaView {
  id: string;
  code: string;
  level: string;
  name: string;
  parent?: string | null;
  centre: PointView;
  box: number[];
  drawn: boolean;
  households: number;
  low: boolean;
  number: number;
  from?: string | null;
  until?: string | null;
  heirs?: string[] | null;
}

export interface BallotResultView {
  agreed: number;
  against: number;
  abstained: number;
  resolved: boolean;
  marks: string[];
}

export interface BellRequest {
  caseId?: string | null;
  bell?: string | null;
}

export interface BellView {
  caseId: string;
  bell: string;
  caseNo?: string | null;
  class?: string | null;
  classZh?: string | null;
  classEn?: string | null;
  severity: string;
  stage: string;
  home: string;
  homeName?: string | null;
  post?: string | null;
  postName?: string | null;
  since: string;
  drill: boolean;
}

export interface BellsView {
  bells: BellView[];
  position: number;
}

export interface BoardView {
  reported: number;
  open: number;
  unassigned: number;
  awaiting: number;
  handling: number;
  checking: number;
  closed: number;
  closedOnTime: number;
  closedLate: number;
  closedNoLimit: number;
  voided: number;
  s1: number;
  s2: number;
  s3: number;
  s4: number;
  ungraded: number;
  overdue: number;
  onSpot: number;
  defaultPlace: number;
  drill: number;
  heatMicros: number;
  facts: number;
  asOf: string;
  position: number;
}

export interface BoardsView {
  head: number;
  boards: ChildBoardView[];
}

export interface BoundRoleView {
  role: string;
  zh: string;
  en: string;
  may: string[];
  sees: string[];
  home?: string | null;
  homeName?: string | null;
  department?: string | null;
  departmentZh?: string | null;
  departmentEn?: string | null;
}

export interface BuildingView {
  id: string;
  number: number;
  name?: string | null;
  kind: string;
  home: string;
  heightMetres: number;
  floors: number;
  households?: number | null;
  openCases: number;
  worst: string;
  centre: PointView;
  position: number;
  entrances: EntranceView[];
}

export interface CalendarDayView {
  day: string;
  works: boolean;
  note?: string | null;
}

export interface CalendarRequest {
  days: CalendarDayView[];
  source: string;
}

export interface CalendarView {
  zone: string;
  days: CalendarDayView[];
  position: number;
}

export interface CampaignEndRequest {
  reason?: string | null;
  commandId?: string | null;
}

export interface CampaignRequest {
  name?: string | null;
  family?: string | null;
  area?: string | null;
  from?: string | null;
  until?: string | null;
  commandId?: string | null;
}

export interface CampaignView {
  campaign: number;
  name: string;
  family: string;
  familyZh: string;
  familyEn: string;
  area: string;
  areaName?: string | null;
  from: string;
  until: string;
  endedAt?: string | null;
  reason?: string | null;
  days: number;
  before: number;
  during: number;
  after?: number | null;
  afterDays: number;
  open: number;
}

export interface CampaignsView {
  campaigns: CampaignView[];
  position: number;
}

export interface CardRequest {
  home?: string | null;
  kind?: string | null;
  commandId?: string | null;
}

export interface CardView {
  card: string;
  kind: string;
  home: string;
  balance: number;
  lines: PointsLineView[];
  position: number;
}

export interface CaseChainView {
  caseId: string;
  stage: string;
  links: ChainLinkView[];
  running: ChainClockView[];
  until: string;
  position: number;
}

export interface CaseCountView {
  reported: number;
  open: number;
  closed: number;
  voided: number;
}

export interface CaseDeskView {
  case: CaseView;
  clocks: ClockView[];
  supervision: number;
  reworks: number;
  reopenings: number;
  duplicates: number;
  history: HappenedView[];
  choices: ChoiceView[];
  acts: ActView[];
}

export interface CasePage {
  rows: CaseRow[];
  page: number;
  pageSize: number;
  total: number;
  position: number;
}

export interface CaseRow {
  caseId: string;
  caseNo?: string | null;
  stage: string;
  open: boolean;
  source: string;
  home: string;
  homeName?: string | null;
  lng?: number | null;
  lat?: number | null;
  defaultPlace: boolean;
  building?: string | null;
  class?: string | null;
  classZh?: string | null;
  classEn?: string | null;
  severity: string;
  reportedAt: string;
  dueAt?: string | null;
  endedAt?: string | null;
  drill?: string | null;
  position: number;
  post?: string | null;
  department?: string | null;
  nextClock?: string | null;
  nextDueAt?: string | null;
}

export interface CaseView {
  caseId: string;
  caseNo?: string | null;
  stage: string;
  open: boolean;
  version: number;
  position: number;
  source: string;
  home: string;
  lng?: number | null;
  lat?: number | null;
  defaultPlace: boolean;
  building?: string | null;
  site?: string | null;
  class?: string | null;
  classZh?: string | null;
  classEn?: string | null;
  severity: string;
  post?: string | null;
  department?: string | null;
  reportedAt: string;
  dueAt?: string | null;
  handledAt?: string | null;
  endedAt?: string | null;
  drill?: string | null;
  hasText: boolean;
  steps: StepView[];
  tasks: TaskView[];
  parent?: string | null;
  obligations?: ObligationView[] | null;
  mergedFrom?: string[] | null;
  duplicateOf?: OriginalView[] | null;
  triage?: TriageView | null;
}

export interface ChainClockView {
  clock: string;
  startedBy: number;
  startedAt: string;
  dueAt: string;
  endedAt?: string | null;
  lateSeconds: number;
  role: string;
  zh: string;
  en: string;
  department?: string | null;
}

export interface ChainLinkView {
  version: number;
  position: number;
  at: string;
  fact: string;
  stage: string;
  role: string;
  roleZh: string;
  roleEn: string;
  main: boolean;
  clocks: ChainClockView[];
  department?: string | null;
  departmentZh?: string | null;
  departmentEn?: string | null;
  reason?: string | null;
  obligation?: string | null;
  other?: string | null;
  after?: number | null;
  cause?: number | null;
}

export interface ChildBoardView {
  id: string;
  board: BoardView;
}

export interface ChildCasesView {
  id: string;
  name: string;
  cases: CaseCountView;
}

export interface ChoiceView {
  command: string;
  refusal?: string | null;
  zh?: string | null;
  en?: string | null;
}

export interface CityCounts {
  districts: number;
  streets: number;
  communities: number;
  grids: number;
  buildings: number;
  households: number;
  sites: number;
  posts: number;
}

export interface CityView {
  name: string;
  zone: string;
  demo: boolean;
  traffic: boolean;
  rootId: string;
  centre: PointView;
  box: number[];
  counts: CityCounts;
  referenceHash: string;
  now: string;
  position: number;
  map: number;
}

export interface ClassRequest {
  class: string;
  source: string;
  severity?: string | null;
  departments?: string[] | null;
  handleSteps?: string[] | null;
  validFrom?: string | null;
}

export interface ClassVersionView {
  validFrom?: string | null;
  severity: string;
  departments: string[];
  handleSteps: string[];
  source: string;
}

export interface ClassView {
  code: string;
  zh: string;
  en: string;
  kind: string;
  severity: string;
  onSpot: boolean;
  physical: boolean;
  departments: string[];
  handleSteps: string[];
  validFrom?: string | null;
  versions?: ClassVersionView[] | null;
}

export interface ClockView {
  clock: string;
  startedAt: string;
  dueAt: string;
  passed: boolean;
  pausedAt?: string | null;
}

export interface CommandAnswer {
  caseId: string;
  stage: string;
  version: number;
  position: number;
  again: boolean;
}

export interface CommandFormView {
  command: string;
  zh: string;
  en: string;
  who: string[];
  stages: string[];
  bulk: boolean;
  fields: FormFieldView[];
}

export interface CommandLine {
  caseId: string;
  command: string;
  body: CommandRequest;
}

export interface CommandLineAnswer {
  line: number;
  caseId?: string | null;
  status: number;
  answer?: CommandAnswer | null;
  problem?: ProblemView | null;
}

export interface CommandRequest {
  commandId?: string | null;
  expectedVersion?: number | null;
  class?: string | null;
  severity?: string | null;
  home?: string | null;
  post?: string | null;
  department?: string | null;
  task?: string | null;
  offer?: string | null;
  text?: string | null;
  photo?: boolean | null;
  reason?: string | null;
  secondSignature?: boolean | null;
  occurredAt?: string | null;
  lng?: number | null;
  lat?: number | null;
  building?: string | null;
  site?: string | null;
  mergeInto?: string | null;
  similarity?: number | null;
  confirmed?: boolean | null;
  referTo?: string | null;
  reference?: string | null;
  channel?: string | null;
  step?: string | null;
  dueAt?: string | null;
  interim?: string | null;
  cause?: string | null;
  reviewAt?: string | null;
  template?: string | null;
  departments?: string[] | null;
  part?: string | null;
  whistle?: string | null;
  answered?: boolean | null;
  solved?: boolean | null;
  attitude?: number | null;
  supervision?: number | null;
  receipt?: string | null;
}

export interface ComparedView {
  area: string;
  name?: string | null;
  n: number;
  late: number;
  share?: number | null;
  low?: number | null;
  high?: number | null;
  expected: number;
  ratio?: number | null;
  ratioLow?: number | null;
  ratioHigh?: number | null;
  differs?: boolean | null;
}

export interface ComparisonView {
  id: string;
  window: string;
  from: string;
  until: string;
  areas: ComparedView[];
  position: number;
}

export interface ContactView {
  caseId: string;
  contact?: string | null;
  showUntil: string;
}

export interface DemoAccountView {
  account: string;
  secret: string;
  zh: string;
  en: string;
  roles: BoundRoleView[];
}

export interface DepartmentRatingView {
  department: string;
  zh: string;
  en: string;
  score?: number | null;
  arrive?: number | null;
  solve?: number | null;
  onTime?: number | null;
  reopened?: number | null;
  residents?: number | null;
}

export interface DepartmentView {
  department: string;
  zh: string;
  en: string;
  level: string;
  kind: string;
}

export interface DeskBookView {
  stages: StageWordView[];
  roles: RoleWordView[];
  departments: DepartmentView[];
  commands: CommandFormView[];
  acts: CommandFormView[];
}

export interface DeviceDayView {
  device: DeviceView;
  readings: ReadingView[];
  from: string;
  until: string;
  position: number;
}

export interface DeviceView {
  id: string;
  type: string;
  zh: string;
  en: string;
  sign?: string | null;
  unit: string;
  cadenceSeconds: number;
  department: string;
  home: string;
  lng: number;
  lat: number;
  alertFrom?: number | null;
  value?: number | null;
  at?: string | null;
  health: string;
  alert: string;
  caseId?: string | null;
  severity?: string | null;
  raisedAt?: string | null;
  calls?: string | null;
  ackDueAt?: string | null;
  ackedAt?: string | null;
  silencedUntil?: string | null;
  silenceReason?: string | null;
}

export interface DevicesView {
  area: string;
  until: string;
  devices: DeviceView[];
  readings: number;
  position: number;
}

export interface DisputeRequest {
  route?: string | null;
  reference?: string | null;
  text?: string | null;
  commandId?: string | null;
}

export interface DisputeView {
  caseId: string;
  route?: string | null;
  reference?: string | null;
  agreedAt?: string | null;
  brokenAt?: string | null;
  kept?: boolean | null;
  report?: string | null;
  agreement?: string | null;
  forgotten: boolean;
}

export interface DoorView {
  household: string;
  floor: number;
  room: string;
}

export interface DutyView {
  shifts: ShiftView[];
  gaps: GapView[];
  position: number;
}

export interface EngineView {
  engine: string;
  activations: number;
}

export interface EntranceView {
  entrance: number;
  floors: number;
  households?: number | null;
  doors?: DoorView[] | null;
}

export interface EraseAnswer {
  caseId: string;
  erased: boolean;
}

export interface ExplainView {
  subject: string;
  resource: string;
  action: string;
  allowed: boolean;
  rule: string;
  zh: string;
  en: string;
  role?: string | null;
  home?: string | null;
  department?: string | null;
}

export interface FigureView {
  figure: string;
  metric: string;
  group: string;
  kind: string;
  source: string;
  zh: string;
  en: string;
  window: string;
  from: string;
  value?: number | null;
  n: number;
  unit: string;
  target: string;
  mark: string;
  few?: boolean | null;
  notYet?: string | null;
  lacksZh?: string | null;
  lacksEn?: string | null;
}

export interface FiguresView {
  area: string;
  department?: string | null;
  level: string;
  window: string;
  until: string;
  drills: number;
  figures: FigureView[];
  signs: SignView[];
  position: number;
  readings: number;
}

export interface FoldView {
  position: number;
  behind: number;
  quietSeconds: number;
  cases: number;
}

export interface FollowedView {
  stage: string;
  stageZh: string;
  stageEn: string;
  dueAt?: string | null;
  endedAt?: string | null;
}

export interface ForecastBandView {
  hours: number;
  mean: number;
  low: number;
  high: number;
}

export interface ForecastGridView {
  home: string;
  homeName?: string | null;
  ahead: ForecastBandView[];
}

export interface ForecastHourView {
  hour: string;
  mean: number;
  low: number;
  high: number;
}

export interface ForecastView {
  id: string;
  state: string;
  historyDays: number;
  from: string;
  ahead: ForecastBandView[];
  hours: ForecastHourView[];
  grids: ForecastGridView[];
  week: number[];
  hitRate?: number | null;
  hitHours: number;
  position: number;
}

export interface FormFieldView {
  field: string;
  kind: string;
  needed: string;
  zh: string;
  en: string;
  options?: FormOptionView[] | null;
}

export interface FormOptionView {
  code: string;
  zh: string;
  en: string;
}

export interface FrameView {
  area: string;
  kind: string;
  version: number;
  board?: BoardView | null;
  children: ChildBoardView[];
  cases: MarkView[];
  posts: PostMarkView[];
  position: number;
  at: string;
  map: number;
  modes: number;
}

export interface GapView {
  home: string;
  homeName?: string | null;
  post?: string | null;
  postName?: string | null;
}

export interface GridHeat {
  id: string;
  meanMicros: number;
  sigmaMicros: number;
  leastMicros: number;
}

export interface GridRatingView {
  grid: string;
  gridName?: string | null;
  load: string;
  tasks: number;
  quality?: number | null;
  onTime?: number | null;
  voice?: number | null;
  score?: number | null;
  stars?: number | null;
  appeal?: string | null;
}

export interface HandoverBookView {
  area: string;
  pages: HandoverView[];
  position: number;
}

export interface HandoverRequest {
  promises?: PromiseRequest[] | null;
  commandId?: string | null;
}

export interface HandoverView {
  number: number;
  at: string;
  role: string;
  mine: boolean;
  upTo: number;
  open: number;
  pressing: PressingView[];
  promises: PromiseView[];
  takenAt?: string | null;
  takenByRole?: string | null;
}

export interface HappenedView {
  version: number;
  at: string;
  kind: string;
  stage: string;
  role: string;
  reason?: string | null;
  department?: string | null;
  post?: string | null;
  cause?: number | null;
}

export interface HazardView {
  hazard: string;
  zh: string;
  en: string;
}

export interface HeatView {
  id: string;
  hour: string;
  weeks: number;
  grids: GridHeat[];
  position: number;
}

export interface HeldResourceView {
  caseId: string;
  holder: string;
  kind: string;
  committed: boolean;
  count: number;
}

export interface HourCount {
  hour: string;
  reported: number;
  closed: number;
}

export interface HouseholdView {
  id: string;
  building: string;
  buildingNumber: number;
  road: string;
  house: string;
  entrance: number;
  floor: number;
  room: string;
  occupancy: string;
  version: number;
}

export interface IncidentCaseView {
  caseId: string;
  caseNo?: string | null;
  class?: string | null;
  severity: string;
  stage: string;
  home: string;
  homeName: string;
  reportedAt: string;
  dueAt?: string | null;
}

export interface IncidentLineView {
  incident: string;
  area: string;
  areaName: string;
  hazard: string;
  hazardZh: string;
  hazardEn: string;
  plan: string;
  planVersion: number;
  planZh: string;
  planEn: string;
  openedAt: string;
  until: string;
  closedAt?: string | null;
  drill?: string | null;
}

export interface IncidentResourceView {
  task: string;
  holder: string;
  kind: string;
  wanted: number;
  reserved: number;
  committed: number;
  used: number;
  refusal?: string | null;
  freed: boolean;
}

export interface IncidentTaskView {
  task: string;
  zh: string;
  en: string;
  department: string;
  departmentZh: string;
  departmentEn: string;
  class: string;
  caseId: string;
  stage?: string | null;
  reportedAt?: string | null;
  acceptedAt?: string | null;
  arrivedAt?: string | null;
  handledAt?: string | null;
  dueAt?: string | null;
  refusal?: string | null;
}

export interface IncidentView {
  incident: IncidentLineView;
  mode: string;
  modeZh: string;
  modeEn: string;
  lead: string;
  leadZh: string;
  leadEn: string;
  tasks: IncidentTaskView[];
  resources: IncidentResourceView[];
  s1: number;
  s2: number;
  cases: IncidentCaseView[];
  notices: NoticeView[];
  timeline: TimelineView[];
  position: number;
}

export interface IncidentsView {
  incidents: IncidentLineView[];
}

export interface LiveView {
  topics: number;
  screens: number;
  frames: number;
  snapshots: number;
  nudgedSecondsAgo: number;
}

export interface LogView {
  store: string;
  place: string;
  commit: number;
  hash: string;
  settings: Record<string, string>;
}

export interface MarkView {
  caseId: string;
  stage: string;
  open: boolean;
  severity: string;
  class?: string | null;
  source: string;
  lng?: number | null;
  lat?: number | null;
  defaultPlace: boolean;
  building?: string | null;
  buildingNumber?: number | null;
  reportedAt: string;
  dueAt?: string | null;
  changedAt: string;
  drill?: string | null;
  position: number;
}

export interface MetricPartView {
  name: string;
  value: number;
}

export interface MetricRowView {
  counts: boolean;
  amount?: number | null;
  group?: string | null;
  zh: string;
  en: string;
  case: CaseRow;
}

export interface MetricRowsView {
  area: string;
  department?: string | null;
  window: string;
  from: string;
  until: string;
  metric: MetricView;
  rows: MetricRowView[];
  hidden: number;
  page: number;
  pageSize: number;
  total: number;
  position: number;
}

export interface MetricView {
  code: string;
  zh: string;
  en: string;
  kind: string;
  value?: number | null;
  numerator?: number | null;
  denominator?: number | null;
  n: number;
  unit: string;
  target: string;
  mark: string;
  formula: string;
  parts: MetricPartView[];
  few?: boolean | null;
  notYet?: string | null;
}

export interface MetricsView {
  area: string;
  department?: string | null;
  level: string;
  window: string;
  from: string;
  until: string;
  drills: number;
  metrics: MetricView[];
  position: number;
}

export interface ModeRequest {
  hazard?: string | null;
  to?: string | null;
  until?: string | null;
  reason?: string | null;
  drill?: string | null;
  plan?: string | null;
  incident?: string | null;
  zh?: string | null;
  en?: string | null;
  commandId?: string | null;
}

export interface ModeRowView {
  mode: string;
  zh: string;
  en: string;
  height: number;
  next: string[];
  trigger: string;
  effect: string;
  stepUpBy?: string | null;
  stepDownBy?: string | null;
  reviewEvery?: string | null;
}

export interface ModeView {
  area: string;
  areaName: string;
  hazard: string;
  hazardZh: string;
  hazardEn: string;
  mode: string;
  zh: string;
  en: string;
  height: number;
  since: string;
  until: string;
  reviewDueAt?: string | null;
  missed: number;
  raisedTo?: string | null;
  raisedToName?: string | null;
  endPassed: boolean;
  proposed?: StepDownView | null;
  orders?: string | null;
  drill?: string | null;
}

export interface ModesView {
  table: ModeRowView[];
  hazards: HazardView[];
  held: ModeView[];
  version: number;
}

export interface NoticeView {
  area: string;
  areaName: string;
  hazard: string;
  hazardZh: string;
  hazardEn: string;
  version: number;
  zh: string;
  en: string;
  from: string;
  until: string;
  endedAt?: string | null;
  source: string;
  sourceZh: string;
  sourceEn: string;
  drill?: string | null;
}

export interface NoticesView {
  area: string;
  areaName: string;
  notices: NoticeView[];
  earlier: NoticeView[];
}

export interface ObligationClockView {
  clock: string;
  startedAt: string;
  dueAt: string;
  limit?: string | null;
  passed: boolean;
}

export interface ObligationPage {
  rows: ObligationView[];
  page: number;
  pageSize: number;
  total: number;
  position: number;
}

export interface ObligationRequest {
  commandId?: string | null;
  expectedVersion?: number | null;
  department?: string | null;
  text?: string | null;
  arrivedOnTime?: boolean | null;
  solved?: boolean | null;
  attitude?: number | null;
  supervision?: number | null;
}

export interface ObligationStepView {
  version: number;
  at: string;
  kind: string;
  why?: string | null;
}

export interface ObligationView {
  caseId: string;
  obligation: string;
  kind: string;
  department: string;
  departmentZh: string;
  departmentEn: string;
  stage: string;
  stageZh: string;
  owed: boolean;
  required: boolean;
  since: string;
  dueAt?: string | null;
  supervision: number;
  noShows: number;
  redirects: number;
  hasResult: boolean;
  arrivedOnTime?: boolean | null;
  solved?: boolean | null;
  attitude?: number | null;
  partZh?: string | null;
  partEn?: string | null;
  doneWhen?: string | null;
  clocks: ObligationClockView[];
  steps: ObligationStepView[];
  hash: string;
}

export interface OnSpotRequest {
  class: string;
  lng?: number | null;
  lat?: number | null;
  building?: string | null;
  site?: string | null;
  result?: string | null;
  beforePhoto?: boolean | null;
  afterPhoto?: boolean | null;
}

export interface OneThingPartView {
  part: string;
  zh: string;
  en: string;
  department: string;
  within: string;
  required: boolean;
  after: string[];
  doneWhen: string;
}

export interface OneThingView {
  template: string;
  lead: string;
  parts: OneThingPartView[];
}

export interface OriginalView {
  caseId: string;
  class?: string | null;
  reportedAt: string;
  confidence: number;
  zh: string;
  en: string;
}

export interface PastMarkView {
  position: number;
  at: string;
}

export interface PastSpanView {
  marks: PastMarkView[];
}

export interface PlanRequest {
  plan?: string | null;
  hazard?: string | null;
  zh?: string | null;
  en?: string | null;
  opens?: string | null;
  lead?: string | null;
  endsAfterHours?: number | null;
  tasks?: PlanTaskView[] | null;
  orders?: string | null;
  triggers?: string[] | null;
  resources?: PlanResourceView[] | null;
  commandId?: string | null;
}

export interface PlanResourceView {
  task?: string | null;
  holder?: string | null;
  kind?: string | null;
  count?: number | null;
}

export interface PlanTaskView {
  task?: string | null;
  zh?: string | null;
  en?: string | null;
  class?: string | null;
  department?: string | null;
}

export interface PlanView {
  plan: string;
  version: number;
  hazard: string;
  hazardZh: string;
  hazardEn: string;
  zh: string;
  en: string;
  opens: string;
  orders?: string | null;
  triggers: string[];
  lead: string;
  leadZh: string;
  leadEn: string;
  endsAfterHours: number;
  tasks: PlanTaskView[];
  resources: PlanResourceView[];
  writtenAt: string;
  position: number;
}

export interface PointView {
  lng: number;
  lat: number;
}

export interface PointsLineView {
  at: string;
  points: number;
  why: string;
  site?: string | null;
}

export interface PointsRequest {
  service?: string | null;
  count?: number | null;
  points?: number | null;
  site?: string | null;
  commandId?: string | null;
}

export interface PostFrameView {
  version: number;
  post: PostView;
}

export interface PostMarkView {
  post: string;
  onDuty: boolean;
  openTasks: number;
}

export interface PostView {
  id: string;
  name: string;
  home: string;
  kind: string;
  onDuty: boolean;
  tasks: TaskView[];
}

export interface PressingView {
  caseId: string;
  caseNo?: string | null;
  class?: string | null;
  classZh?: string | null;
  classEn?: string | null;
  severity?: string | null;
  stage?: string | null;
  home?: string | null;
  homeName?: string | null;
  dueAt?: string | null;
}

export interface ProblemView {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  detailZh?: string | null;
  field?: string | null;
}

export interface ProgressView {
  receipt: string;
  stage: string;
  stageZh: string;
  stageEn: string;
  class?: string | null;
  classZh?: string | null;
  classEn?: string | null;
  reportedAt: string;
  dueAt?: string | null;
  endedAt?: string | null;
  steps: StepView[];
  position: number;
  follows?: FollowedView | null;
}

export interface PromiseRequest {
  caseId?: string | null;
  text?: string | null;
  until?: string | null;
}

export interface PromiseView {
  caseId: string;
  caseNo?: string | null;
  until?: string | null;
  text?: string | null;
}

export interface QueueView {
  rows: CaseRow[];
  page: number;
  pageSize: number;
  total: number;
  mine: number;
  overdue: number;
  stages: StageCountView[];
  position: number;
}

export interface RatingRequest {
  cases?: string[] | null;
  reason?: string | null;
  upheld?: boolean | null;
  commandId?: string | null;
}

export interface RatingsView {
  quarter: string;
  from: string;
  until: string;
  final: boolean;
  appealUntil?: string | null;
  grids: GridRatingView[];
  departments: DepartmentRatingView[];
  position: number;
}

export interface ReadingAnswer {
  number: number;
  again: boolean;
  alert: string;
}

export interface ReadingLine {
  device: string;
  at: string;
  value: number;
}

export interface ReadingLineAnswer {
  line: number;
  device?: string | null;
  status: number;
  answer?: ReadingAnswer | null;
  problem?: ProblemView | null;
}

export interface ReadingView {
  at: string;
  value: number;
}

export interface ReadyView {
  status: string;
  city: string;
  position: number;
  log: LogView;
  list: FoldView;
  engine: EngineView;
  live: LiveView;
  faults: string[];
}

export interface RepeatsView {
  class: string;
  classZh: string;
  classEn: string;
  home: string;
  homeName?: string | null;
  owner: string;
  ownerZh: string;
  ownerEn: string;
  count: number;
  latest: string;
  latestAt: string;
}

export interface ReportAnswer {
  receipt: string;
  caseId: string;
  position: number;
  stage: string;
  again: boolean;
}

export interface ReportLine {
  key: string;
  report: ReportRequest;
}

export interface ReportLineAnswer {
  line: number;
  key?: string | null;
  status: number;
  answer?: ReportAnswer | null;
  problem?: ProblemView | null;
}

export interface ReportRequest {
  source?: string | null;
  class?: string | null;
  severity?: string | null;
  lng?: number | null;
  lat?: number | null;
  home?: string | null;
  defaultPlace?: boolean | null;
  building?: string | null;
  site?: string | null;
  text?: string | null;
  drill?: string | null;
  occurredAt?: string | null;
  dueAt?: string | null;
  history?: boolean | null;
  sourceRef?: string | null;
  relay?: string | null;
  contact?: string | null;
  tell?: string | null;
}

export interface ResourceRequest {
  kind?: string | null;
  count?: number | null;
  caseId?: string | null;
  until?: string | null;
  commandId?: string | null;
}

export interface ResourceView {
  id: string;
  kind: string;
  use: string;
  caseId?: string | null;
  until?: string | null;
}

export interface ResourcesView {
  holder: string;
  taken: string[];
  resources: ResourceView[];
  position: number;
}

export interface ReviewBandView {
  n: number;
  mean: number;
  low: number;
  high: number;
}

export interface ReviewFigureView {
  figure: string;
  kind: string;
  value?: number | null;
  n: number;
  before?: number | null;
  band?: ReviewBandView | null;
  worse?: boolean | null;
  unusual: boolean;
}

export interface ReviewOutcomeRequest {
  date?: string | null;
  text?: string | null;
  class?: string | null;
  department?: string | null;
  until?: string | null;
  home?: string | null;
  commandId?: string | null;
}

export interface ReviewOutcomeView {
  until?: string | null;
  late: boolean;
  case: CaseRow;
}

export interface ReviewOutcomesView {
  outcomes: ReviewOutcomeView[];
  hidden: number;
  position: number;
}

export interface ReviewPointView {
  from: string;
  reported: number;
  closed: number;
  before?: number | null;
  band?: ReviewBandView | null;
}

export interface ReviewRepeatsView {
  figure: string;
  class: string;
  classZh: string;
  classEn: string;
  home: string;
  homeName?: string | null;
  count: number;
}

export interface ReviewRowView {
  stageThen: string;
  dueThen?: string | null;
  case: CaseRow;
}

export interface ReviewRowsView {
  area: string;
  kind: string;
  date: string;
  figure: string;
  rows: ReviewRowView[];
  hidden: number;
  page: number;
  pageSize: number;
  total: number;
  position: number;
}

export interface ReviewStageView {
  figure: string;
  stage: string;
  count: number;
  medianHours: number;
  ninthTenthHours: number;
  longestHours: number;
}

export interface ReviewUnitView {
  figure: string;
  kind: string;
  zh: string;
  en: string;
  value: number;
  z: number;
  band: ReviewBandView;
}

export interface ReviewView {
  area: string;
  kind: string;
  date: string;
  from: string;
  until: string;
  cases: number;
  drills: number;
  alike: number;
  tested: number;
  figures: ReviewFigureView[];
  unusual: ReviewUnitView[];
  points: ReviewPointView[];
  stages: ReviewStageView[];
  repeats: ReviewRepeatsView[];
  overdue: ReviewRowView[];
  position: number;
}

export interface RhythmView {
  id: string;
  hours: HourCount[];
  position: number;
}

export interface RoleWordView {
  role: string;
  zh: string;
  en: string;
  waits: string[];
}

export interface SeenRequest {
  caseId?: string | null;
  offer?: string | null;
}

export interface SessionAnswer {
  token: string;
  session: SessionView;
}

export interface SessionRequest {
  account: string;
  secret: string;
  post?: string | null;
}

export interface SessionView {
  account: string;
  zh: string;
  en: string;
  demo: boolean;
  expiresAt: string;
  roles: BoundRoleView[];
  commands: string[];
  sees: string[];
  post?: string | null;
}

export interface ShiftRequest {
  post?: string | null;
  kind?: string | null;
  from?: string | null;
  to?: string | null;
}

export interface ShiftView {
  post: string;
  postName: string;
  home: string;
  kind: string;
  from: string;
  to: string;
  stage: string;
}

export interface ShiftsRequest {
  shifts?: ShiftRequest[] | null;
  commandId?: string | null;
}

export interface SignInAnswer {
  token: string;
  expiresAt: string;
  account: AccountView;
}

export interface SignInRequest {
  account: string;
  post?: string | null;
}

export interface SignView {
  sign: string;
  zh: string;
  en: string;
  shortZh: string;
  shortEn: string;
  unit: string;
  kind: string;
  source: string;
  value?: number | null;
  tone?: string | null;
  staleSeconds: number;
  yellow: number;
  orange: number;
  red: number;
  critical: boolean;
  from: string;
  at?: string | null;
  lacksZh?: string | null;
  lacksEn?: string | null;
}

export interface SiteCaseView {
  caseId: string;
  class?: string | null;
  severity: string;
  stage: string;
  reportedAt: string;
  dueAt?: string | null;
}

export interface SiteMarkView {
  id: string;
  type: string;
  name: string;
  home: string;
  lng: number;
  lat: number;
}

export interface SiteView {
  id: string;
  type: string;
  typeZh: string;
  typeEn: string;
  name: string;
  home?: string | null;
  at: PointView;
  hazardZh: string;
  hazardEn: string;
  capacity?: number | null;
  lookDays: number;
  lastLookAt?: string | null;
  nextLookAt?: string | null;
  openCases: number;
  worst: string;
  cases: SiteCaseView[];
  visits: SiteVisitView[];
  position: number;
}

export interface SiteVisitView {
  at: string;
  fact: string;
  caseId: string;
  class?: string | null;
}

export interface SlipsView {
  topic: string;
  slips: string[];
  position: number;
}

export interface SourceFixActRequest {
  measure?: string | null;
  reason?: string | null;
  commandId?: string | null;
}

export interface SourceFixRequest {
  caseId?: string | null;
  owner?: string | null;
  until?: string | null;
  commandId?: string | null;
}

export interface SourceFixView {
  fix: number;
  class: string;
  classZh: string;
  classEn: string;
  home: string;
  homeName?: string | null;
  owner: string;
  ownerZh: string;
  ownerEn: string;
  openedAt: string;
  until: string;
  endedAt?: string | null;
  measure?: string | null;
  dropped?: string | null;
  before: number;
  after?: number | null;
  afterUntil?: string | null;
  due: boolean;
}

export interface SourceFixesView {
  proposals: RepeatsView[];
  fixes: SourceFixView[];
  position: number;
}

export interface StageCountView {
  stage: string;
  count: number;
  overdue: number;
}

export interface StageWordView {
  stage: string;
  zh: string;
  en: string;
  open: boolean;
}

export interface StepDownView {
  to: string;
  zh: string;
  en: string;
  until: string;
  reason: string;
  role: string;
  roleZh: string;
  roleEn: string;
  at: string;
}

export interface StepView {
  version: number;
  position: number;
  kind: string;
  at: string;
  stage: string;
}

export interface TaskView {
  caseId: string;
  offer: string;
  post: string;
  task: string;
  stage: string;
  class?: string | null;
  classZh?: string | null;
  classEn?: string | null;
  severity: string;
  lng?: number | null;
  lat?: number | null;
  building?: string | null;
  offeredAt: string;
  accepted: boolean;
  arrived: boolean;
  dueAt?: string | null;
  drill: boolean;
  over: boolean;
  seen: boolean;
}

export interface TimelineView {
  at: string;
  kind: string;
  zh: string;
  en: string;
  role: string;
  roleZh: string;
  roleEn: string;
  position: number;
}

export interface TopicRequest {
  area?: string | null;
  title?: string | null;
  rule?: string | null;
  commandId?: string | null;
}

export interface TopicStepRequest {
  households?: number | null;
  until?: string | null;
  attended?: number | null;
  eligible?: number | null;
  caseId?: string | null;
  commandId?: string | null;
}

export interface TopicView {
  topic: string;
  area: string;
  areaName?: string | null;
  title: string;
  rule: string;
  stage: string;
  proposedAt: string;
  seconds: number;
  until?: string | null;
  attended: number;
  eligible: number;
  slips: number;
  cast: number;
  result?: BallotResultView | null;
  caseId?: string | null;
}

export interface TopicsView {
  topics: TopicView[];
  position: number;
}

export interface TriageView {
  class: string;
  classZh: string;
  classEn: string;
  severity: string;
  owner: string;
  confidence: number;
  mustConfirm: boolean;
  rules: string[];
  zh: string;
  en: string;
}

export interface VoteAnswer {
  receipt?: string | null;
  again: boolean;
  position: number;
}

export interface VoteRequest {
  slip?: string | null;
  choice?: string | null;
  commandId?: string | null;
}

export interface WordsView {
  caseId: string;
  report?: string | null;
  result?: string | null;
  forgotten: boolean;
}
