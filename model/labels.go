package model

// What the tables for people call the roles, the levels and the states of whoever comes in.
var (
	roleLabels = map[Role]string{
		RoleAdmin: "管理员", RoleCountyAdmin: "县市管理员", RoleInspector: "检查人员", RoleReviewer: "复核人员", RoleUnitStaff: "单位人员",
		RoleViewer: "查阅人员", RoleAuditor: "审计人员", RoleIntegration: "系统对接",
	}
	issuerLabels = map[Issuer]string{
		IssuerNation: "国家", IssuerProvince: "省级", IssuerPrefecture: "市州", IssuerCounty: "县市",
	}
	tokenLabels  = map[TokenState]string{TokenActive: "有效", TokenRevoked: "已吊销", TokenExpired: "已过期"} //nolint:gosec // names of states, no secrets
	importLabels = map[ImportState]string{
		ImportWaiting: "排队中", ImportRunning: "处理中", ImportPreviewed: "已预览", ImportApplied: "已入库", ImportFailed: "失败",
		ImportCancelled: "已取消",
	}
	reconciliationLabels = map[ReconciliationState]string{
		ReconciliationPulling: "获取中", ReconciliationFailed: "失败", ReconciliationOpen: "待处理", ReconciliationSettled: "已处理",
	}
	reportLabels = map[ReportState]string{
		ReportDraft: "草稿", ReportReturned: "已退回", ReportConfirmed: "已确认", ReportSending: "报送中", ReportSent: "已报送",
		ReportDone: "已完成", ReportCancelled: "已取消",
	}
	webhookLabels  = map[WebhookState]string{WebhookActive: "启用", WebhookPaused: "暂停", WebhookDisabled: "已停用"}
	deliveryLabels = map[DeliveryState]string{DeliveryPending: "待推送", DeliveryDelivered: "已送达", DeliveryParked: "已搁置"}
	userLabels     = map[UserState]string{UserActive: "正常", UserDisabled: "已停用"}
)

// Label is the Chinese name of the role, as printed.
func (r Role) Label() string { return roleLabels[r] }

// Label is the Chinese name of the level, as printed.
func (i Issuer) Label() string { return issuerLabels[i] }

// Label is the Chinese name of the state, as printed.
func (s TokenState) Label() string { return tokenLabels[s] }

// Label is the Chinese name of the state, as printed.
func (s UserState) Label() string { return userLabels[s] }

// Label is the Chinese name of the state, as printed.
func (s ImportState) Label() string { return importLabels[s] }

// Label is the Chinese name of the state, as printed.
func (s ReconciliationState) Label() string { return reconciliationLabels[s] }

// Label is the Chinese name of the state, as printed.
func (s ReportState) Label() string { return reportLabels[s] }

// Label is the Chinese name of the state, as printed.
func (s WebhookState) Label() string { return webhookLabels[s] }

// Label is the Chinese name of the state, as printed.
func (s DeliveryState) Label() string { return deliveryLabels[s] }
