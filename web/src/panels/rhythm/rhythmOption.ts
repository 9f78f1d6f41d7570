import type { LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';

type RhythmOption = ComposeOption<LineSeriesOption | GridComponentOption | TooltipComponentOption>;

export interface RhythmQuestion {
  hours: readonly string[];
  reported: readonly number[];
  closed: readonly number[];
  /** The hours that come after the last of those, with what four in five of them will bring. */
  ahead: readonly { hour: string; mean: number; low: number; high: number }[];
  names: readonly [string, string, string];
  fontPixels: number;
  fontFamily: string;
  ink: string;
  line: string;
  text: string;
  panel: string;
  reportedColor: string;
  closedColor: string;
  aheadColor: string;
}

/** The chart as a function of the hours: no animation, so that a still page draws nothing. */
export function rhythmOption(q: RhythmQuestion): RhythmOption {
  const past = q.hours.map(() => null);
  const ahead = (of: (one: RhythmQuestion['ahead'][number]) => number): (number | null)[] => [
    ...past, ...q.ahead.map(of),
  ];
  const label = { color: q.ink, fontSize: q.fontPixels, fontFamily: q.fontFamily };
  return {
    animation: false,
    grid: {
      left: q.fontPixels * 0.25, right: q.fontPixels * 1.5, top: q.fontPixels * 0.75, bottom: q.fontPixels * 0.25,
      outerBoundsMode: 'same', outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      trigger: 'axis',
      backgroundColor: q.panel,
      borderColor: q.line,
      textStyle: { color: q.text, fontSize: q.fontPixels },
    },
    xAxis: {
      type: 'category',
      data: [...q.hours, ...q.ahead.map((one) => one.hour)],
      boundaryGap: false,
      axisLine: { lineStyle: { color: q.line } },
      axisTick: { show: false },
      axisLabel: { ...label, interval: 5, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 3,
      axisLabel: label,
      splitLine: { lineStyle: { color: q.line } },
    },
    series: [
      series(q.names[0], q.reported, q.reportedColor, 0.22),
      series(q.names[1], q.closed, q.closedColor, 0.1),
      band('', ahead((one) => one.low), 0, q.aheadColor),
      band('', ahead((one) => one.high - one.low), 0.3, q.aheadColor),
      {
        type: 'line', name: q.names[2], data: ahead((one) => Math.round(one.mean * 10) / 10), showSymbol: false,
        lineStyle: { color: q.aheadColor, width: 2, type: 'dashed' }, itemStyle: { color: q.aheadColor },
      },
    ],
  };
}

function series(name: string, values: readonly number[], color: string, fill: number): LineSeriesOption {
  return {
    type: 'line',
    name,
    data: [...values],
    smooth: 0.35,
    smoothMonotone: 'x',
    showSymbol: false,
    lineStyle: { color, width: 2.5 },
    itemStyle: { color },
    areaStyle: {
      opacity: fill,
      color: {
        type: 'linear', x: 0, y: 0, x2: 0, y2: 1,
        colorStops: [{ offset: 0, color }, { offset: 1, color: `${color}00` }],
      },
    },
  };
}

/** An unseen floor and the band that stands on it. */
function band(name: string, data: (number | null)[], opacity: number, color: string): LineSeriesOption {
  return {
    type: 'line', name, data, stack: 'band', symbol: 'none', silent: true, lineStyle: { opacity: 0 },
    areaStyle: { color, opacity }, tooltip: { show: false },
  };
}
