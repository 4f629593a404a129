CREATE TABLE "paid_deliveries" (
	"delivery_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"payer_id" uuid,
	"cost_fen" integer NOT NULL,
	"reserved_in" text,
	"receipt" text,
	"provider_code" text,
	CONSTRAINT "paid_deliveries_delivery_id_person_id_pk" PRIMARY KEY("delivery_id","person_id"),
	CONSTRAINT "paid_deliveries_cost" CHECK ("paid_deliveries"."cost_fen" >= 0)
);
--> statement-breakpoint
CREATE TABLE "push_spending" (
	"community_id" uuid NOT NULL,
	"month" text NOT NULL,
	"spent_fen" integer NOT NULL,
	"cap_fen" integer NOT NULL,
	CONSTRAINT "push_spending_community_id_month_pk" PRIMARY KEY("community_id","month"),
	CONSTRAINT "push_spending_not_negative" CHECK ("push_spending"."spent_fen" >= 0 and "push_spending"."cap_fen" >= 0)
);
--> statement-breakpoint
CREATE INDEX "paid_deliveries_receipt" ON "paid_deliveries" USING btree ("receipt") WHERE receipt is not null;