package api

import (
	"context"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"xuncha/model"
)

func probeRoutes(a *API) {
	a.public("/healthz", "healthz", a.healthz)
	a.public("/readyz", "readyz", a.readyz)
}

type probeResponse struct {
	Status string `json:"status" validate:"required" example:"ok"`
} //	@name	Probe

// healthz godoc
//
//	@Summary	Tell that the process lives
//	@Tags		probes
//	@ID			healthz
//	@Success	200	{object}	probeResponse
//	@Router		/healthz [get]
func (a *API) healthz(c echo.Context) error {
	return writeJSON(c, http.StatusOK, probeResponse{"ok"})
}

const readyTimeout = 2 * time.Second

// readyz godoc
//
//	@Summary		Tell whether the service takes requests
//	@Description	503 while the database does not answer and from the moment the service is told to stop.
//	@Tags			probes
//	@ID				readyz
//	@Success		200	{object}	probeResponse
//	@Failure		503	{object}	problem
//	@Router			/readyz [get]
func (a *API) readyz(c echo.Context) error {
	if a.draining.Load() {
		return model.NewError(model.KindUnavailable, "stopping")
	}
	ctx, stop := context.WithTimeout(c.Request().Context(), readyTimeout)
	defer stop()
	if err := a.services.Health.Ready(ctx); err != nil {
		return model.NewError(model.KindUnavailable, "database_unavailable")
	}
	return writeJSON(c, http.StatusOK, probeResponse{"ok"})
}

func requestMetrics(r *prometheus.Registry) (*prometheus.CounterVec, *prometheus.HistogramVec) {
	count := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "xuncha_requests_total", Help: "Requests by route, method and status.",
	}, []string{"route", "method", "status"})
	duration := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "xuncha_request_seconds", Help: "Duration of requests by route and method.",
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30},
	}, []string{"route", "method"})
	r.MustRegister(count, duration)
	return count, duration
}
