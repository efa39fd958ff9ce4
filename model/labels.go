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
	tokenLabels = map[TokenState]string{TokenActive: "有效", TokenRevoked: "已吊销", TokenExpired: "已过期"} //nolint:gosec // names of states, no secrets
	userLabels  = map[UserState]string{UserActive: "正常", UserDisabled: "已停用"}
)

// Label is the Chinese name of the role, as printed.
func (r Role) Label() string { return roleLabels[r] }

// Label is the Chinese name of the level, as printed.
func (i Issuer) Label() string { return issuerLabels[i] }

// Label is the Chinese name of the state, as printed.
func (s TokenState) Label() string { return tokenLabels[s] }

// Label is the Chinese name of the state, as printed.
func (s UserState) Label() string { return userLabels[s] }
