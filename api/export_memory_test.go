package api

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"

	"github.com/labstack/echo/v4"

	"xuncha/model"
	"xuncha/service"
)

// sink counts what is written and keeps nothing.
type sink struct {
	header http.Header
	bytes  int
}

func (s *sink) Header() http.Header { return s.header }

func (s *sink) WriteHeader(int) {}

func (s *sink) Write(p []byte) (int, error) {
	s.bytes += len(p)
	return len(p), nil
}

// exported streams a list of so many sites and answers the bytes of the file and the most memory that was in use at the
// beginning of a piece.
func exported(t testing.TB, format string, rows int) (size int, peak uint64) {
	t.Helper()
	out := &sink{header: http.Header{}}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/api/v1/sites?format="+format, http.NoBody)
	c := &call{Context: echo.New().NewContext(r, out), export: func(service.Export) error { return nil }, again: func() error { return nil }}
	var m runtime.MemStats
	sites := lister[model.Site, siteResponse]{
		name: "sites", header: []any{"网站标识码", "网站名称", "首页地址", "是否门户", "状态", "ICP备案号"}, item: c.site,
		list: func(req model.ListRequest) (model.List[model.Site], error) {
			if req.After%20_000 == 0 {
				runtime.GC()
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapAlloc)
			}
			piece := model.List[model.Site]{Items: make([]model.Site, min(req.Limit, rows-int(req.After)))}
			for i := range piece.Items {
				id := req.After + uint64(i) + 1
				piece.Items[i] = model.Site{
					ID: id, Code: fmt.Sprintf("%010d", 4_200_000_000+id), Name: fmt.Sprint("示例单位", id, "门户网站"), RegionCode: "422801",
					HomeURL: fmt.Sprintf("https://site%d.example.gov.cn/", id),
				}
			}
			if next := req.After + uint64(len(piece.Items)); int(next) < rows {
				piece.Next = next
			}
			return piece, nil
		},
		cells: func(rows []model.Site) ([][]any, error) {
			return pluck(rows, func(s model.Site) []any {
				return []any{s.Code, s.Name, s.HomeURL, yesNo(s.IsPortal), s.State.Label(), s.ICPNumber}
			}), nil
		},
	}
	if err := sites.respond(c, c.query()); err != nil {
		t.Fatal(err)
	}
	return out.bytes, peak
}

// The memory that a file takes does not grow with its rows. A writer that keeps them would hold some hundred bytes of each. A
// workbook is kept in memory up to 16 MiB, before it goes to a temporary file.
func TestMemoryOfAnExport(t *testing.T) {
	const more = 8 << 20
	for format, few := range map[string]int{"csv": 20_000, "xlsx": 80_000, "ndjson": 20_000} {
		small, low := exported(t, format, few)
		large, high := exported(t, format, 3*few)
		if large < 2*small {
			t.Errorf("%s: %d bytes of %d rows, %d of %d", format, small, few, large, 3*few)
		}
		if high > low+more {
			t.Errorf("%s: %d rows take %d KiB, %d rows %d KiB", format, few, low>>10, 3*few, high>>10)
		}
	}
}

// BenchmarkExport streams a million rows in each form, without the database.
func BenchmarkExport(b *testing.B) {
	const rows = 1_000_000
	for _, format := range []string{"csv", "xlsx", "ndjson"} {
		b.Run(format, func(b *testing.B) {
			var peak uint64
			var size int
			for b.Loop() {
				size, peak = exported(b, format, rows)
			}
			b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(float64(peak)/(1<<20), "MiB")
			b.ReportMetric(float64(size)/(1<<20), "MiB-file")
		})
	}
}
